// The deadlines of a report as chips: name, due moment, remaining time, the most urgent first.

import { momentText, words } from "./words.js";

const URGENCY = ["overdue", "pending", "missed", "unknown", "met", "not_started"];
const byUrgency = (a, b) => URGENCY.indexOf(a.status) - URGENCY.indexOf(b.status) || String(a.due).localeCompare(String(b.due));

export function Deadlines({ deadlines, locale }) {
  const say = words(locale);
  if (deadlines.length === 0) return <p className="quiet">{say.noDeadlines}</p>;
  return (
    <ul className="gongdan-deadlines">
      {[...deadlines].sort(byUrgency).map((deadline) => (
        <li className="gongdan-chip" key={deadline.id} data-status={deadline.status} data-warning={deadline.warning || undefined}>
          <details>
            <summary>
              <span className="gongdan-chip-sign"><svg className="gongdan-sign" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.25" /><path d="M8 4.5V8l2.5 1.5" /></svg></span>
              <span className="gongdan-chip-label">{deadline.label}</span>
              <span className="gongdan-chip-due">{deadline.due && say.before(momentText(deadline.due, say))}</span>
              <span className="gongdan-chip-rest">{say.rest(deadline)}</span>
            </summary>
            <ol className="gongdan-timeline">
              {deadline.timeline.map(({ at, text }, index) => <li key={index}>{at && <time dateTime={at}>{momentText(at, say)}</time>}{text}</li>)}
            </ol>
          </details>
        </li>
      ))}
    </ul>
  );
}
