import { Card, Descriptions, Typography } from "antd";
import { useMay } from "@/session/me";
import { useSettingValue } from "@/settings/names";
import { useOwnSettings } from "@/settings/own";
import { Ready } from "@/states/States";
import { texts } from "./texts";

const KEPT = ["hourly", "daily", "weekly", "monthly"] as const;

/** How the organisation's data is backed up, as its settings say. */
export function Backups() {
  const t = texts.use();
  const may = useMay();
  const value = useSettingValue();
  const settings = useOwnSettings(may("setting:read"));
  if (!may("setting:read")) {
    return null;
  }
  return (
    <Card size="small" title={<h2 className="card-title">{t("backups")}</h2>}>
      <Ready query={settings} rows={3}>
        {(values) => {
          const schedule = String(values.get("backups.schedule"));
          const start = `${String(values.get("backups.window.start")).padStart(2, "0")}:00`;
          const hours = Number(values.get("backups.window.hours"));
          const spread = schedule === "daily" || schedule === "weekly";
          const kept = KEPT.flatMap((each) => {
            const count = Number(values.get(`backups.keep.${each}`));
            return count > 0 ? [t(each, { count })] : [];
          });
          return (
            <>
              <Descriptions
                column={1}
                size="small"
                items={[
                  {
                    key: "schedule",
                    label: t("schedule"),
                    children: spread
                      ? `${value(schedule)}, ${t("window", { start, count: hours })}`
                      : value(schedule),
                  },
                  {
                    key: "kept",
                    label: t("kept"),
                    children: (
                      <ul className="plain-list">
                        {kept.map((each) => (
                          <li key={each}>{each}</li>
                        ))}
                      </ul>
                    ),
                  },
                  {
                    key: "exports",
                    label: t("exportSchedule"),
                    children: value(values.get("exports.schedule")),
                  },
                ]}
              />
              <Typography.Paragraph type="secondary" style={{ margin: "8px 0 0" }}>
                {t("restoring")}
              </Typography.Paragraph>
            </>
          );
        }}
      </Ready>
    </Card>
  );
}
