import { Button, Flex, Modal, Table, type TableColumnsType, Tag, Typography } from "antd";
import { useState } from "react";
import type { PlanSetting, SettingDeclaration } from "@/api/schema";
import { useMay } from "@/session/me";
import { useSettingName, useSettingValue } from "@/settings/names";
import { SettingField } from "@/settings/SettingField";
import { Failure } from "@/states/Failure";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { useCatalogue, usePlanSettings, useSetting, useUnsetting } from "./plans";
import { texts } from "./texts";

/** What a setting takes, in words. */
function useRange(): (declaration: SettingDeclaration | undefined) => string {
  const t = texts.use();
  const { number } = useFormats();
  const valueName = useSettingValue();
  return (declaration) => {
    switch (declaration?.type) {
      case undefined:
        return "";
      case "flag":
        return t("flag");
      case "choice":
        return (declaration.choices ?? []).map(valueName).join(", ");
      case "limit": {
        const range = t("limit", {
          least: number(declaration.minimum ?? 0),
          most: number(declaration.maximum ?? 0),
        });
        return declaration.unlimited === true ? t("orUnlimited", { range }) : range;
      }
    }
  };
}

/** The settings of a plan, and who says what they are. */
export function PlanSettings({ plan }: { plan: string }) {
  const t = texts.use();
  const manages = useMay()("plan:update");
  const settingName = useSettingName();
  const valueName = useSettingValue();
  const range = useRange();
  const settings = usePlanSettings(plan);
  const catalogue = useCatalogue().data;
  const removing = useUnsetting(plan);
  const [changed, setChanged] = useState<PlanSetting | null>(null);
  const declared = (name: string) => catalogue?.find((each) => each.name === name);
  const declaration = changed === null ? undefined : declared(changed.name);

  const columns: TableColumnsType<PlanSetting> = [
    {
      key: "name",
      title: t("setting"),
      width: 290,
      render: (_, { name }) => (
        <>
          {settingName(name)}
          <br />
          <Typography.Text type="secondary">
            <code className="small">{name}</code>
          </Typography.Text>
        </>
      ),
    },
    {
      key: "value",
      title: t("value"),
      width: 130,
      render: (_, { value }) => <strong>{valueName(value)}</strong>,
    },
    {
      key: "source",
      title: t("source"),
      width: 120,
      render: (_, { source }) => (
        <Tag color={source === "plan" ? "processing" : "default"}>{t(`source_${source}`)}</Tag>
      ),
    },
    {
      key: "takes",
      title: t("takes"),
      width: 220,
      render: (_, { name }) => (
        <Typography.Text type="secondary">{range(declared(name))}</Typography.Text>
      ),
    },
    ...(manages
      ? [
          {
            key: "actions",
            title: <span className="hidden">{t("actions")}</span>,
            width: 160,
            render: (_: unknown, setting: PlanSetting) => (
              <Flex gap="small">
                <Button
                  size="small"
                  aria-label={t("setOne", { name: settingName(setting.name) })}
                  onClick={() => setChanged(setting)}
                >
                  {t("set")}
                </Button>
                {setting.source === "plan" && (
                  <Button
                    size="small"
                    aria-label={t("removeOne", { name: settingName(setting.name) })}
                    onClick={() => removing.run(setting.name)}
                  >
                    {t("remove")}
                  </Button>
                )}
              </Flex>
            ),
          },
        ]
      : []),
  ];

  return (
    <Flex vertical gap="middle">
      <Failure error={removing.error} />
      <Ready query={settings}>
        {(items) => (
          <Table<PlanSetting>
            size="middle"
            rowKey="name"
            columns={columns}
            dataSource={items}
            pagination={false}
            scroll={{ x: "max-content" }}
          />
        )}
      </Ready>
      {changed !== null && declaration !== undefined && (
        <SetDialog
          plan={plan}
          setting={changed}
          declaration={declaration}
          close={() => setChanged(null)}
        />
      )}
    </Flex>
  );
}

interface SetDialogProps {
  plan: string;
  setting: PlanSetting;
  declaration: SettingDeclaration;
  close: () => void;
}

function SetDialog({ plan, setting, declaration, close }: SetDialogProps) {
  const t = texts.use();
  const settingName = useSettingName();
  const valueName = useSettingValue();
  const [value, setValue] = useState<unknown>(setting.value);
  const saving = useSetting(plan, close);
  return (
    <Modal
      open
      title={settingName(setting.name)}
      okText={t("save")}
      cancelText={t("cancel")}
      confirmLoading={saving.isRunning}
      onOk={() => saving.run({ name: setting.name, value })}
      onCancel={close}
    >
      <Flex vertical gap="middle">
        <Typography.Text type="secondary">
          {declaration.description}.{" "}
          {t("defaultIs", { value: valueName(declaration.defaultValue) })}
        </Typography.Text>
        <SettingField declaration={declaration} value={value} onChange={setValue} />
        <Failure error={saving.error} />
      </Flex>
    </Modal>
  );
}
