import { Flex, type TableColumnsType, Tag, Typography } from "antd";
import { Link } from "react-router";
import type { Migration, MigrationTarget } from "@/api/schema";
import { Listing } from "@/lists/Listing";
import { useFilters } from "@/lists/useFilters";
import { Nothing } from "@/states/Nothing";
import { useFormats } from "@/texts/format";
import {
  countOf,
  countOfAll,
  isAtWork,
  TARGET_STATES,
  type TargetState,
  useTargets,
} from "./migrations";
import { texts } from "./texts";

const COLOURS = {
  pending: "default",
  running: "processing",
  succeeded: "success",
  skipped: "default",
  drifted: "warning",
  failed: "error",
} as const;

/** The databases of a migration, by their states; what failed says why. */
export function Targets({ migration }: { migration: Migration }) {
  const t = texts.use();
  const { number, duration } = useFormats();
  const filters = useFilters("state");
  const wanted = TARGET_STATES.find((each) => each === filters.of("state")) ?? null;
  const targets = useTargets(migration.id, wanted, isAtWork(migration));
  if (countOfAll(migration) === 0) {
    return null;
  }
  const columns: TableColumnsType<MigrationTarget> = [
    {
      key: "tenant",
      title: t("tenant"),
      render: (_, { slug }) => <Link to={`/platform/tenants/${slug}`}>{slug}</Link>,
    },
    {
      key: "state",
      title: t("state"),
      render: (_, { state }) => <Tag color={COLOURS[state]}>{t(`target_${state}`)}</Tag>,
    },
    {
      key: "why",
      title: t("why"),
      width: 420,
      render: (_, { code, detail }) =>
        code === null && detail === null ? (
          ""
        ) : (
          <Flex vertical>
            {code !== null && <code>{code}</code>}
            <Typography.Text type="secondary" style={{ fontSize: 13, overflowWrap: "anywhere" }}>
              {detail}
            </Typography.Text>
          </Flex>
        ),
    },
    { key: "wave", title: t("waveShort"), dataIndex: "wave", align: "right" },
    { key: "attempts", title: t("attemptsShort"), dataIndex: "attempts", align: "right" },
    {
      key: "took",
      title: t("took"),
      align: "right",
      render: (_, { startedAt, finishedAt }) =>
        startedAt === null || finishedAt === null
          ? ""
          : duration(Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt))),
    },
    { key: "server", title: t("server"), dataIndex: "server" },
  ];
  const chip = (state: TargetState | null, label: string, count: number) => (
    <button
      key={label}
      type="button"
      aria-pressed={wanted === state}
      onClick={() => filters.set("state", state ?? undefined)}
    >
      {state !== null && <span className={`migration-dot ${state}`} />}
      {label} <b>{number(count)}</b>
    </button>
  );
  return (
    <section aria-label={t("targets")}>
      <fieldset
        className="migration-states"
        aria-label={t("byState")}
        style={{ border: 0, margin: "0 0 16px", padding: 0 }}
      >
        {chip(null, t("allStates"), countOfAll(migration))}
        {TARGET_STATES.filter((state) => countOf(migration, state) > 0 || state === wanted).map(
          (state) => chip(state, t(`target_${state}`), countOf(migration, state)),
        )}
      </fieldset>
      <Listing
        pages={targets}
        columns={columns}
        rowKey="tenant"
        label={t("targets")}
        empty={<Nothing>{t("noTargets")}</Nothing>}
      />
    </section>
  );
}
