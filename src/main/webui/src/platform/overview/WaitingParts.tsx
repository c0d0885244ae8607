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
          <Few
            count={items.length}
            more={more}
            danger
            none={t("noneAtRisk")}
            rows={items.slice(0, SHOWN).map(({ tenant, name, newestAt }) => ({
              to: `/platform/tenants/${tenant}?tab=recovery`,
              name,
              when: newestAt === null ? "–" : ago(newestAt),
            }))}
          />
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
          <Few
            count={items.length}
            more={more}
            none={t("noneWaiting")}
            rows={items.slice(0, SHOWN).map(({ id, name, slug, submittedAt, createdAt }) => ({
              to: `/platform/sign-ups?sign-up=${id}`,
              name: name ?? slug ?? id,
              when: ago(submittedAt ?? createdAt),
            }))}
          />
        )}
      </Ready>
    </Part>
  );
}

interface FewProps {
  count: number;
  more: boolean;
  danger?: boolean;
  /** What is said where there are none. */
  none: string;
  /** The first of them, each leading to its own page. */
  rows: readonly { to: string; name: string; when: string }[];
}

/** How many there are, and the first of them. */
function Few({ count, more, danger = false, none, rows }: FewProps) {
  return (
    <>
      <Figure count={count} more={more} danger={danger} />
      {count === 0 ? (
        <Typography.Text type="secondary">{none}</Typography.Text>
      ) : (
        <ul className="overview-rows">
          {rows.map(({ to, name, when }) => (
            <li key={to}>
              <Link to={to}>
                <bdi>{name}</bdi>
              </Link>
              <Typography.Text type="secondary">{when}</Typography.Text>
            </li>
          ))}
        </ul>
      )}
    </>
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

function Figure({ count, more, danger }: { count: number; more: boolean; danger: boolean }) {
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
