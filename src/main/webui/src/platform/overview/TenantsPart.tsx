import { Typography } from "antd";
import { Link } from "react-router";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { TENANT_STATES, useStateNames } from "../fleet/states";
import type { Census, Fleet } from "./fleet";
import { Part } from "./Part";
import { texts } from "./texts";

/** States in which nothing of a tenant is there. */
const GONE = ["purged", "failed"];

/** How many tenants there are, by state. */
export function TenantsPart({ tenants }: { tenants: Fleet["tenants"] }) {
  const t = texts.use();
  return (
    <Part title={t("tenants")} to="/platform/tenants" all={t("allTenants")}>
      <Ready query={tenants} rows={3}>
        {(census) => <Counts census={census} />}
      </Ready>
    </Part>
  );
}

function Counts({ census }: { census: Census }) {
  const t = texts.use();
  const { number } = useFormats();
  const { tenant: stateName } = useStateNames();
  const there = TENANT_STATES.filter((state) => !GONE.includes(state)).flatMap((state) => {
    const count = census.states[state] ?? 0;
    return count === 0 ? [] : [{ state, count }];
  });
  const all = there.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) {
    return <Typography.Text type="secondary">{t("noTenants")}</Typography.Text>;
  }
  return (
    <>
      <span className="overview-figure">{census.whole ? number(all) : `${number(all)}+`}</span>
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
      {!census.whole && (
        <Typography.Text type="secondary">
          {t("countedSome", { count: number(census.counted) })}
        </Typography.Text>
      )}
    </>
  );
}
