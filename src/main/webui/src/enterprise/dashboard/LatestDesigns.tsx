import { Typography } from "antd";
import { useMay } from "@/session/me";
import { Nothing } from "@/states/Nothing";
import { Ready } from "@/states/States";
import { Swatch } from "@/studio/Swatch";
import { useFormats } from "@/texts/format";
import { useLatestDesigns } from "./dashboard";
import { Part } from "./Part";
import { texts } from "./texts";

export function LatestDesigns() {
  const t = texts.use();
  const may = useMay();
  const { ago } = useFormats();
  const designs = useLatestDesigns(may("design:read"));
  return (
    <Part title={t("designs")} all={{ to: "../designs", label: t("allDesigns") }}>
      <Ready query={designs} rows={3}>
        {(items) =>
          items.length === 0 ? (
            <Nothing>{t("noDesigns")}</Nothing>
          ) : (
            <ul className="plain-list dashboard-designs">
              {items.map(({ id, title, changedAt }) => (
                <li key={id}>
                  <div className="dashboard-swatch">
                    <Swatch of={id} />
                  </div>
                  <bdi className="ellipsis">{title}</bdi>
                  <Typography.Text type="secondary" className="small">
                    {ago(changedAt)}
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
