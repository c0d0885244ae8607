import { Flex, Progress, Tag, Typography } from "antd";
import { Link } from "react-router";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import type { Fleet } from "./fleet";
import { Part } from "./Part";
import { texts } from "./texts";

const SHOWN = 5;

export function AtRiskPart({ atRisk }: { atRisk: NonNullable<Fleet["atRisk"]> }) {
  const t = texts.use();
  const { ago } = useFormats();
  return (
    <Part title={t("backups")} to="/platform/backups" all={t("allBackups")}>
      <Ready query={atRisk} rows={3}>
        {({ items, more }) => (
          <>
            <Figure count={items.length} more={more} danger />
            {items.length === 0 ? (
              <Typography.Text type="secondary">{t("noneAtRisk")}</Typography.Text>
            ) : (
              <ul className="overview-rows">
                {items.slice(0, SHOWN).map(({ tenant, name, newestAt }) => (
                  <li key={tenant}>
                    <Link to={`/platform/tenants/${tenant}?tab=recovery`}>
                      <bdi>{name}</bdi>
                    </Link>
                    <Typography.Text type="secondary">
                      {newestAt === null ? "–" : ago(newestAt)}
                    </Typography.Text>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Ready>
    </Part>
  );
}

export function SignUpsPart({ signUps }: { signUps: NonNullable<Fleet["signUps"]> }) {
  const t = texts.use();
  const { ago } = useFormats();
  return (
    <Part title={t("signUps")} to="/platform/sign-ups" all={t("allSignUps")}>
      <Ready query={signUps} rows={3}>
        {({ items, more }) => (
          <>
            <Figure count={items.length} more={more} />
            {items.length === 0 ? (
              <Typography.Text type="secondary">{t("noneWaiting")}</Typography.Text>
            ) : (
              <ul className="overview-rows">
                {items.slice(0, SHOWN).map(({ id, name, slug, submittedAt, createdAt }) => (
                  <li key={id}>
                    <Link to={`/platform/sign-ups?sign-up=${id}`}>
                      <bdi>{name ?? slug ?? id}</bdi>
                    </Link>
                    <Typography.Text type="secondary">
                      {ago(submittedAt ?? createdAt)}
                    </Typography.Text>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Ready>
    </Part>
  );
}

export function MigrationsPart({ migrations }: { migrations: NonNullable<Fleet["migrations"]> }) {
  const t = texts.use();
  const { number } = useFormats();
  return (
    <Part title={t("migrations")} to="/platform/migrations" all={t("allMigrations")}>
      <Ready query={migrations} rows={3}>
        {(items) =>
          items.length === 0 ? (
            <Typography.Text type="secondary">{t("noneMigrating")}</Typography.Text>
          ) : (
            <ul className="overview-rows">
              {items.slice(0, SHOWN).map(({ id, state, targets, wave, waves }) => {
                const all = Object.values(targets).reduce((sum, count) => sum + count, 0);
                const done = targets.succeeded ?? 0;
                const said = t("migrated", { done: number(done), all: number(all) });
                return (
                  <li key={id}>
                    <Flex vertical>
                      <Link to={`/platform/migrations/${id}`}>{t("wave", { wave, waves })}</Link>
                      {state === "paused" && <Tag color="warning">{t("paused")}</Tag>}
                    </Flex>
                    <div style={{ width: 140 }}>
                      <Typography.Text type="secondary">{said}</Typography.Text>
                      <Progress
                        percent={all === 0 ? 0 : Math.round((done / all) * 100)}
                        size="small"
                        showInfo={false}
                        aria-label={said}
                      />
                    </div>
                  </li>
                );
              })}
            </ul>
          )
        }
      </Ready>
    </Part>
  );
}

function Figure({
  count,
  more,
  danger = false,
}: {
  count: number;
  more: boolean;
  danger?: boolean;
}) {
  const { number } = useFormats();
  return (
    <Typography.Text
      className="overview-figure"
      {...(danger && count > 0 ? { type: "danger" } : {})}
    >
      {number(count)}
      {more && "+"}
    </Typography.Text>
  );
}
