import { Link } from "react-router";
import { useMay } from "@/session/me";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { useHeadcount } from "./dashboard";
import { Part } from "./Part";
import { texts } from "./texts";

const SHOWN = ["active", "pending", "suspended"] as const;

/** Members by state. */
export function People() {
  const t = texts.use();
  const may = useMay();
  const { number } = useFormats();
  const headcount = useHeadcount(may("member:read"));
  return (
    <Part title={t("people")} all={{ to: "../members", label: t("allMembers") }}>
      <Ready query={headcount} rows={3}>
        {({ states, count, more }) =>
          more ? (
            <span>{t("many", { count: number(Math.floor(count / 50) * 50) })}</span>
          ) : (
            <dl className="dashboard-counts">
              {SHOWN.filter((state) => state === "active" || (states[state] ?? 0) > 0).map(
                (state) => (
                  <div key={state}>
                    <dt>
                      <Link to={`../members?state=${state}`}>{t(state)}</Link>
                    </dt>
                    <dd>{number(states[state] ?? 0)}</dd>
                  </div>
                ),
              )}
            </dl>
          )
        }
      </Ready>
    </Part>
  );
}
