// The payable fee with its steps, calculated from the fields that it depends on.

import { useMemo } from "react";

const amount = ({ value, unit }) => (unit === "CNY" ? `¥${value}` : String(value));

export function Fee({ standard, order, locale, say }) {
  const { fee, fee_reduction, key_customer } = order;
  const { outputs, reasons, steps } = useMemo(() => standard.calculate("payable_fee", { fee, fee_reduction, key_customer }, { locale }), [standard, fee, fee_reduction, key_customer, locale]);
  if (outputs.payable === null) return <p className="quiet">{reasons.payable?.message}</p>;
  return (
    <>
      <p className="gongdan-total"><span>{say.total}</span><output>{amount({ value: outputs.payable, unit: "CNY" })}</output></p>
      <details className="gongdan-trace">
        <summary>{say.steps}</summary>
        <ol className="gongdan-steps">
          {steps.map((step) => <li key={step.id}><span>{step.label}</span><span className="gongdan-step-value">{step.value !== null && amount(step)}</span><span className="gongdan-step-formula">{step.formula}</span></li>)}
        </ol>
      </details>
    </>
  );
}
