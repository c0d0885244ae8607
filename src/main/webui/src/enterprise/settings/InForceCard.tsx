import { Card, Flex, Table, Typography } from "antd";
import { useSettingName, useSettingValue } from "@/settings/names";
import { useOwnSettings } from "@/settings/own";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { texts } from "./texts";

/** What the platform has set for the organisation; to read only. */
export function InForceCard() {
  const t = texts.use();
  const settingName = useSettingName();
  const valueName = useSettingValue();
  const { number } = useFormats();
  const settings = useOwnSettings();
  return (
    <Card title={<h2 className="card-title">{t("inForce")}</h2>}>
      <Flex vertical gap="middle">
        <Typography.Text type="secondary">{t("inForceLead")}</Typography.Text>
        <Ready query={settings} rows={5}>
          {(held) => (
            <Table
              size="small"
              rowKey="name"
              pagination={false}
              dataSource={[...held].map(([name, value]) => ({ name, value }))}
              columns={[
                {
                  key: "name",
                  title: t("setting"),
                  dataIndex: "name",
                  render: (name: string) => (
                    <>
                      {settingName(name)}
                      <br />
                      <code className="small breaks">{name}</code>
                    </>
                  ),
                },
                {
                  key: "value",
                  title: t("value"),
                  dataIndex: "value",
                  render: (value: unknown) =>
                    typeof value === "number" ? number(value) : valueName(value),
                },
              ]}
            />
          )}
        </Ready>
      </Flex>
    </Card>
  );
}
