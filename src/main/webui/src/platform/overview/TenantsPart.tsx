import { Typography } from "antd";
import { Link } from "react-router";
import type { TenantCounts } from "@/api/schema";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { STATES_THERE, useStateNames } from "../fleet/states";
import type { Fleet } from "./fleet";
import { Part } from "./Part";
import { texts } from "./texts";

/** How many tenants there are, by state. */
export function TenantsPart({ tenants }: { tenants: Fleet["tenants"] }) {
  const t = texts.use();
  return (
    <Part title={t("tenants")} to="/platform/tenants" all={t("allTenants")}>
      <Ready query={tenants} rows={3}>
        {(counts) => <Counts counts={counts} />}
      </Ready>
    </Part>
  );
}

function Counts({ counts }: { counts: TenantCounts }) {
  const t = texts.use();
  const { number } = useFormats();
  const { tenant: stateName } = useStateNames();
  const there = STATES_THERE.flatMap((state) => {
    const count = counts.states.find((each) => each.state === state)?.tenants ?? 0;
    return count === 0 ? [] : [{ state, count }];
  });
  const all = there.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) {
    return <Typography.Text type="secondary">{t("noTenants")}</Typography.Text>;
  }
  return (
    <>
      <span className="overview-figure">{number(all)}</span>
      <div className="overview-bar" aria-hidden>
        {there.map(({ state, count }) => (
          <span key={state} data-tenants={state} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul className="overview-rows">
        {there.map(({ state, count }) => (
          <li key={state}>
            <Link to={`/platform/tenants?state=${state}`}>
              <span className="overview-dot" data-tenants={state} aria-hidden />
              {stateName(state)}
            </Link>
            <span>{number(count)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
