import { CloudUploadOutlined, HistoryOutlined } from "@ant-design/icons";
import { Alert, Button, Card, Flex, Tabs, Typography } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { isProblem } from "@/api/problem";
import type { TenantRecovery as Recovery, Tenant } from "@/api/schema";
import { useMay } from "@/session/me";
import { Failure } from "@/states/Failure";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { OpenPeekDrawer } from "../peeks/OpenPeekDrawer";
import { PeeksTab } from "../peeks/PeeksTab";
import { BackupsTab } from "./BackupsTab";
import { ExportsTab } from "./ExportsTab";
import { Followed } from "./Followed";
import { useFollowed } from "./followed";
import { likelyMoment, type Moment } from "./MomentPicker";
import { wholeAxis } from "./moments";
import { useBackingUp, useBackups, useWindows } from "./queries";
import { RestoreDrawer } from "./RestoreDrawer";
import { RestoresTab } from "./RestoresTab";
import { Timeline } from "./Timeline";
import { texts } from "./texts";
import { useReasons } from "./timeTexts";
import "./recovery.css";

/** A tenant's past: what of it can be had again, and what brings it back. */
export default function TenantRecovery({ tenant }: { tenant: Tenant }) {
  const t = texts.use();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const followed = useFollowed(tenant.id);
  const atWork = followed.operations.some(({ state }) => state === "running");
  const windows = useWindows(tenant.id);
  const backups = useBackups(tenant.id, atWork);
  const backingUp = useBackingUp({ tenant: tenant.id, follow: followed.follow });
  const [peeked, setPeeked] = useState<Moment | null>(null);
  const [restored, setRestored] = useState<Moment | null>(null);
  const view = search.get("view") ?? "backups";

  return (
    <Flex vertical gap="middle">
      {isProblem(backingUp.error, "backups_off") ? (
        <Alert type="warning" showIcon title={t("offTitle")} description={t("offDetail")} />
      ) : (
        <Failure error={backingUp.error} />
      )}
      {followed.operations.map((operation) => (
        <Followed
          key={operation.id}
          operation={operation}
          ended={followed.ended}
          dismiss={() => followed.dismiss(operation)}
        />
      ))}
      <Card
        size="small"
        className="card-wraps"
        title={t("reachTitle")}
        extra={
          <Flex wrap gap="small">
            {may("backup:create") && (
              <Button
                icon={<CloudUploadOutlined />}
                loading={backingUp.isRunning}
                onClick={() => backingUp.run(undefined)}
              >
                {t("backUp")}
              </Button>
            )}
            {may("restore:run") && windows.data !== undefined && (
              <Button
                type="primary"
                icon={<HistoryOutlined />}
                disabled={windows.data.windows.length === 0}
                onClick={() => setRestored(likelyMoment(windows.data))}
              >
                {t("restore")}
              </Button>
            )}
          </Flex>
        }
      >
        <Ready query={windows} rows={2}>
          {(recovery) => (
            <>
              <ReachWords recovery={recovery} />
              {recovery.windows.length > 0 && (
                <Timeline
                  recovery={recovery}
                  backups={backups.items.filter(({ state }) => state === "ready")}
                  axis={wholeAxis(recovery, backups.items, Date.now())}
                  at={null}
                />
              )}
            </>
          )}
        </Ready>
      </Card>
      <Tabs
        activeKey={view}
        onChange={(next) =>
          setSearch(
            (before) => {
              before.set("view", next);
              return before;
            },
            { replace: true },
          )
        }
        items={[
          {
            key: "backups",
            label: t("backups"),
            children: (
              <BackupsTab
                tenant={tenant}
                backups={backups}
                followed={followed}
                restore={may("restore:run") && windows.data !== undefined ? setRestored : null}
                peek={may("peek:open") && windows.data !== undefined ? setPeeked : null}
              />
            ),
          },
          ...(may("restore:read")
            ? [
                {
                  key: "restores",
                  label: t("restores"),
                  children: (
                    <RestoresTab
                      tenant={tenant}
                      backups={backups.items}
                      atWork={atWork}
                      follow={followed.follow}
                    />
                  ),
                },
              ]
            : []),
          ...(may("peek:read")
            ? [
                {
                  key: "peeks",
                  label: t("peeks"),
                  children: (
                    <PeeksTab
                      tenant={tenant}
                      atWork={atWork}
                      open={
                        may("peek:open") && (windows.data?.windows.length ?? 0) > 0 && windows.data
                          ? () => setPeeked(likelyMoment(windows.data))
                          : null
                      }
                    />
                  ),
                },
              ]
            : []),
          ...(may("tenant-export:read")
            ? [
                {
                  key: "exports",
                  label: t("exports"),
                  children: <ExportsTab tenant={tenant} follow={followed.follow} />,
                },
              ]
            : []),
        ]}
      />
      {peeked !== null && windows.data !== undefined && (
        <OpenPeekDrawer
          tenant={tenant}
          recovery={windows.data}
          backups={backups.items}
          moment={peeked}
          ended={followed.ended}
          close={() => setPeeked(null)}
        />
      )}
      {restored !== null && windows.data !== undefined && (
        <RestoreDrawer
          tenant={tenant}
          recovery={windows.data}
          backups={backups.items}
          moment={restored}
          ended={followed.ended}
          close={() => {
            setRestored(null);
            followed.ended();
          }}
        />
      )}
    </Flex>
  );
}

function ReachWords({ recovery: { windows } }: { recovery: Recovery }) {
  const t = texts.use();
  const { exact } = useFormats();
  const reasons = useReasons();
  const first = windows[0];
  const last = windows.at(-1);
  if (first === undefined || last === undefined) {
    return <Typography.Paragraph>{t("reachNone")}</Typography.Paragraph>;
  }
  const gaps = windows.length - 1;
  return (
    <>
      <Typography.Paragraph>
        {first.from === last.until
          ? t("reachOnly")
          : t("reachAny", { from: exact(first.from), until: exact(last.until) })}
        {gaps > 0 && ` ${t("reachGaps", { count: gaps })}`}
      </Typography.Paragraph>
      {last.end !== null && last.end !== "not_archived" && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={`${t("reachSince", { time: exact(last.until) })} ${reasons(last.end)} ${t("reachBackUp")}`}
        />
      )}
    </>
  );
}
