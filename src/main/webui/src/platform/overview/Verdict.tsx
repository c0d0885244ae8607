import {
  CheckCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  QuestionCircleFilled,
} from "@ant-design/icons";
import { Link } from "react-router";
import { useFormats } from "@/texts/format";
import { type Concern, concernsOf, isKnown } from "./concerns";
import type { Fleet } from "./fleet";
import { texts } from "./texts";

const ICONS = {
  well: <CheckCircleFilled />,
  waiting: <ExclamationCircleFilled />,
  wrong: <CloseCircleFilled />,
  unknown: <QuestionCircleFilled />,
};

/** Whether something is wrong with the fleet: to be seen from across the room. */
export function Verdict({ fleet }: { fleet: Fleet }) {
  const t = texts.use();
  const { exact, number } = useFormats();
  const concerns = concernsOf(fleet);
  const known = isKnown(fleet);
  const state = stateOf(concerns, known);
  const at = fleet.running?.dataUpdatedAt ?? fleet.tenants.dataUpdatedAt;
  const says = ({ name, count, more }: Concern): string =>
    t(name, { count, shown: more ? `${number(count)}+` : number(count) });

  return (
    <section className="verdict" data-state={state} role="status">
      <span className="verdict-mark" aria-hidden>
        {ICONS[state]}
      </span>
      <div className="verdict-what">
        <h2>
          {concerns.length > 0
            ? t("concerns", { count: concerns.length })
            : t(known === undefined ? "unknown" : known ? "well" : "partly")}
        </h2>
        {concerns.length > 0 ? (
          <ul>
            {concerns.map((concern) => (
              <li key={concern.name}>
                <Link to={concern.to}>{says(concern)}</Link>
              </li>
            ))}
          </ul>
        ) : (
          known === true && <p>{t("wellDetail")}</p>
        )}
        {concerns.length > 0 && known === false && <p>{t("partly")}</p>}
      </div>
      {at > 0 && (
        <span className="verdict-time" aria-hidden>
          {t("asOf", { time: exact(new Date(at).toISOString()) })}
        </span>
      )}
    </section>
  );
}

function stateOf(concerns: readonly Concern[], known: boolean | undefined): keyof typeof ICONS {
  if (concerns.some(({ grave }) => grave)) {
    return "wrong";
  }
  if (concerns.length > 0) {
    return "waiting";
  }
  return known === true ? "well" : "unknown";
}
