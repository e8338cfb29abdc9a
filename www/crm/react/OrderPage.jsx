// The page: the order in the blocks of the paper form, its deadlines and fee beside it, and the submission.

import { useMemo, useState } from "react";
import { useForm } from "react-hook-form";
import { Deadlines } from "./Deadlines.jsx";
import { Fee } from "./Fee.jsx";
import { Field } from "./Field.jsx";
import { orderOf, useOrder, useResolver } from "./useOrder.js";
import { words } from "./words.js";

const BLOCKS = [
  ["报事受理", "Taking the report", "status received_at report_content customer_request preparation_reminder solvable explained agreed_at paid_service fee_told_at key_customer important"],
  ["报事记录", "Recording the report", "duty_log_at crm_entered_at printed_at"],
  ["服务派工", "Dispatch", "assigned_at handler handler_told_appointment"],
  ["处理", "Handling", "arrived_at completed_at apologised delay_reason next_agreed_at auxiliary_service fee fee_reduction shift_end_at order_returned_at receipt_returned crm_result_at"],
  ["回访", "Return visit", "visited_at visit_result visit_crm_at revisit_at revisit_result"],
];

const local = (moment) => new Date(moment.getTime() + 8 * 3600_000).toISOString().slice(0, 16);

export function OrderPage({ standard, form, locale, clock }) {
  const { title, fields } = useMemo(() => standard.describe(locale).forms.find(({ id }) => id === form), [standard, form, locale]);
  const [sent, setSent] = useState(null);
  const resolver = useResolver(standard, form, fields, locale, clock);
  const [defaultValues] = useState(() => ({ ...Object.fromEntries(fields.map(({ id }) => [id, ""])), status: "received", received_at: local(clock()) }));
  const methods = useForm({ mode: "onTouched", resolver, defaultValues });
  const report = useOrder(standard, form, fields, methods, locale, clock);
  const say = words(locale);
  if (sent) return <Sent order={sent} fields={fields} say={say} again={() => setSent(null)} />;
  return (
    <div className="desk">
      <div className="title">
        <h1>{title}</h1>
        <p className="quiet">{say.lead}</p>
      </div>
      <aside className="beside">
        <section className="panel">
          <h2>{say.deadlines}</h2>
          <Deadlines deadlines={report?.deadlines ?? []} locale={locale} />
        </section>
        <section className="panel">
          <h2>{say.fee}</h2>
          <Fee standard={standard} order={orderOf(fields, methods.watch())} locale={locale} say={say} />
        </section>
      </aside>
      <form className="order" noValidate autoComplete="off" onSubmit={methods.handleSubmit((order) => setSent(order))}>
        <Errors methods={methods} say={say} />
        {BLOCKS.map(([zh, en, ids]) => (
          <section className="block" key={zh}>
            <h2>{locale === "en" ? en : zh}</h2>
            <div className="items">
              {ids.split(" ").map((id) => (
                <Field key={id} field={fields.find((field) => field.id === id)} methods={methods} report={report} say={say} />
              ))}
            </div>
          </section>
        ))}
        <div className="actions">
          <button type="submit">{say.submit}</button>
          <button type="button" className="plain" onClick={() => methods.reset()}>{say.reset}</button>
        </div>
      </form>
    </div>
  );
}

function Errors({ methods, say }) {
  const errors = Object.entries(methods.formState.errors);
  if (!methods.formState.isSubmitted || errors.length === 0) return null;
  return (
    <div className="gongdan-summary" role="alert">
      <h2 className="gongdan-summary-heading">{say.wrong(errors.length)}</h2>
      <ul className="gongdan-summary-errors">
        {errors.map(([id, { message }]) => (
          <li key={id}><a href={`#${id}`} onClick={(event) => (event.preventDefault(), methods.setFocus(id))}>{message}</a></li>
        ))}
      </ul>
    </div>
  );
}

function Sent({ order, fields, say, again }) {
  const rows = fields.filter(({ id }) => order[id] !== null && order[id] !== undefined);
  return (
    <section className="done">
      <h1>{say.done}</h1>
      <p className="quiet">{say.doneLead}</p>
      <table>
        <tbody>{rows.map(({ id, label }) => <tr key={id}><th scope="row">{label} <code>{id}</code></th><td>{String(order[id])}</td></tr>)}</tbody>
      </table>
      <button type="button" className="plain" onClick={again}>{say.back}</button>
    </section>
  );
}
