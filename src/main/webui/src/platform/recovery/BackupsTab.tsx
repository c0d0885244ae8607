import { Button, Card, Flex } from "antd";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import type { Backup, Tenant } from "@/api/schema";
import type { Pages } from "@/lists/usePages";
import { useMay } from "@/session/me";
import { Failure } from "@/states/Failure";
import { Nothing } from "@/states/Nothing";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { BackupCalendar } from "./BackupCalendar";
import { PruneDialog, RemoveDialog } from "./BackupDialogs";
import { BackupList } from "./BackupList";
import type { FollowedOperations } from "./followed";
import type { Moment } from "./MomentPicker";
import { momentOf } from "./MomentPicker";
import { dayOf, isMonth, monthOf } from "./months";
import { useDrilling, useVerifying } from "./queries";
import { texts } from "./texts";

interface BackupsTabProps {
  tenant: Tenant;
  backups: Pages<Backup>;
  followed: FollowedOperations;
  restore: ((moment: Moment) => void) | null;
  peek: ((moment: Moment) => void) | null;
}

/** Backups of a tenant: a month of them, and those of a day or all as a list. */
export function BackupsTab({ tenant, backups, followed, restore, peek }: BackupsTabProps) {
  const t = texts.use();
  const may = useMay();
  const { date } = useFormats();
  const [search, setSearch] = useSearchParams();
  const [removed, setRemoved] = useState<Backup | null>(null);
  const [isPruning, setPruning] = useState(false);
  const actions = { tenant: tenant.id, follow: followed.follow };
  const verifying = useVerifying(actions);
  const drilling = useDrilling(actions);
  const wished = search.get("month");
  const month = isMonth(wished) ? wished : monthOf(dayOf(Date.now()));
  const day = search.get("day");
  useWholeMonth(backups, month);

  function look(values: Record<string, string | null>): void {
    setSearch(
      (before) => {
        for (const [key, value] of Object.entries(values)) {
          if (value === null) {
            before.delete(key);
          } else {
            before.set(key, value);
          }
        }
        return before;
      },
      { replace: true },
    );
  }

  const choices = {
    restore: restore === null ? null : (backup: Backup) => restore(momentOf(backup)),
    peek: peek === null ? null : (backup: Backup) => peek(momentOf(backup)),
    verify: may("backup:verify") ? verifying.run : null,
    drill: may("backup:verify") ? drilling.run : null,
    remove: may("backup:delete") ? setRemoved : null,
  };
  return (
    <Flex vertical gap="middle">
      <Failure error={verifying.error ?? drilling.error} />
      <Ready query={backups}>
        {(items) => {
          const shown =
            day === null
              ? items
              : items.filter((each) => dayOf(each.takenAt ?? each.createdAt) === day);
          return (
            <div className="recovery-columns">
              <Card size="small">
                <BackupCalendar
                  backups={items}
                  month={month}
                  showMonth={(next) => look({ month: next, day: null })}
                  day={day}
                  choose={(next) => look({ day: next })}
                />
              </Card>
              <Card
                size="small"
                title={day === null ? t("backups") : t("ofDay", { day: date(`${day}T12:00:00`) })}
                extra={
                  <Flex gap="small">
                    {day !== null && (
                      <Button size="small" onClick={() => look({ day: null })}>
                        {t("allDays")}
                      </Button>
                    )}
                    {may("backup:delete") && items.length > 0 && (
                      <Button size="small" onClick={() => setPruning(true)}>
                        {t("prune")}
                      </Button>
                    )}
                  </Flex>
                }
                styles={{ body: { maxHeight: 480, overflow: "auto" } }}
              >
                {shown.length === 0 ? (
                  <Nothing>{t(day === null ? "none" : "noneThatDay")}</Nothing>
                ) : (
                  <BackupList backups={shown} choices={choices} label={t("backups")} />
                )}
                {backups.hasMore && day === null && (
                  <Button block onClick={backups.more} loading={backups.isFetching}>
                    …
                  </Button>
                )}
              </Card>
            </div>
          );
        }}
      </Ready>
      {removed !== null && (
        <RemoveDialog
          tenant={tenant}
          backup={removed}
          follow={followed.follow}
          close={() => setRemoved(null)}
        />
      )}
      {isPruning && <PruneDialog tenant={tenant} close={() => setPruning(false)} />}
    </Flex>
  );
}

/** Reads on until all backups of a month are there. */
function useWholeMonth(backups: Pages<Backup>, month: string): void {
  const { items, hasMore, isFetching, more } = backups;
  const oldest = items.at(-1);
  const isMissing = hasMore && oldest !== undefined && monthOf(dayOf(oldest.createdAt)) >= month;
  useEffect(() => {
    if (isMissing && !isFetching) {
      more();
    }
  }, [isMissing, isFetching, more]);
}
