import { Typography } from "antd";
import { useActionName } from "@/audit/actions";
import { useWho } from "@/audit/Who";
import { useMay } from "@/session/me";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { useLatestEntries } from "./dashboard";
import { Part } from "./Part";
import { texts } from "./texts";

export function LatestEntries() {
  const t = texts.use();
  const may = useMay();
  const { ago } = useFormats();
  const actionName = useActionName();
  const who = useWho();
  const entries = useLatestEntries(may("audit:read"));
  return (
    <Part title={t("log")} all={{ to: "../audit", label: t("allEntries") }}>
      <Ready query={entries} rows={4}>
        {(items) =>
          items.length === 0 ? (
            <Typography.Text type="secondary">{t("noEntries")}</Typography.Text>
          ) : (
            <ul className="plain-list dashboard-entries">
              {items.map((entry) => (
                <li key={entry.id}>
                  <span>{actionName(entry.action)}</span>
                  <Typography.Text type="secondary" className="small">
                    <bdi>{who(entry).name}</bdi> · {ago(entry.at)}
                  </Typography.Text>
                </li>
              ))}
            </ul>
          )
        }
      </Ready>
    </Part>
  );
}
