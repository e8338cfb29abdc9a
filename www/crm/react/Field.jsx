// A field: label and star, a control for its type, and below it the finding, if shown.

export function Field({ field, methods, report, say }) {
  if (report && report.relevant[field.id] === false) return null;
  const isDue = report?.required[field.id] === true;
  const finding = findingOf(field.id, methods, report);
  const slot = `${field.id}-slot`;
  const star = isDue && <span className="gongdan-star">*<span className="gongdan-hidden">{say.required}</span></span>;
  const shared = { ...methods.register(field.id), "aria-invalid": finding?.severity === "error" ? true : undefined, "aria-required": isDue || undefined, "aria-describedby": finding ? slot : undefined };
  const message = <Finding id={slot} finding={finding} />;
  if (field.type === "bool") {
    return (
      <fieldset className="item">
        <legend>{field.label}{star}</legend>
        <div className="choices">
          {["true", "false"].map((value) => <label key={value}><input type="radio" value={value} {...shared} /> <span>{say[value]}</span></label>)}
        </div>
        {message}
      </fieldset>
    );
  }
  return (
    <div className={field.type === "long_text" ? "item wide" : "item"}>
      <label htmlFor={field.id}>{field.label}{star}</label>
      <Control field={field} shared={shared} say={say} />
      {message}
    </div>
  );
}

function Control({ field, shared, say }) {
  const { id, type } = field;
  if (type === "long_text") return <textarea id={id} rows={2} {...shared} />;
  if (type === "choice") {
    return <select id={id} {...shared}><option value="">{say.choose}</option>{field.options.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}</select>;
  }
  if (type === "datetime") return <input id={id} type="datetime-local" max="9999-12-31T23:59" {...shared} />;
  return <input id={id} className={type === "money" ? "amount" : undefined} inputMode={type === "money" ? "decimal" : undefined} {...shared} />;
}

// Returns the finding to show: none until the field was left or the form was submitted.
function findingOf(id, { formState }, report) {
  if (!report || !(formState.touchedFields[id] || formState.isSubmitted)) return null;
  return report.findings.find(({ path }) => path === id) ?? null;
}

const Finding = ({ id, finding }) => (
  <div className="gongdan-slot">
    {finding && (
      <p id={id} className="gongdan-finding" data-severity={finding.severity}>
        <svg className="gongdan-sign" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.25" /><path d="M8 4.75v4M8 11v.25" /></svg>
        {finding.message}
      </p>
    )}
  </div>
);
