import { Button, Flex, Modal, Table, type TableColumnsType, Tag, Typography } from "antd";
import { useState } from "react";
import type { SettingDeclaration, Tenant, TenantSetting } from "@/api/schema";
import { Scrolling } from "@/lists/Scrolling";
import { useMay } from "@/session/me";
import { useSettingName, useSettingValue } from "@/settings/names";
import { SettingField } from "@/settings/SettingField";
import { Failure } from "@/states/Failure";
import { Ready } from "@/states/States";
import { isThere } from "./like";
import { useCatalogue, useRemovingSetting, useSettings, useSettingValueOf } from "./settings";
import { settingTexts } from "./settingTexts";

const SOURCE_COLOURS = { tenant: "processing", plan: "warning", default: "default" } as const;

/** What holds for a tenant, and who says so. */
export function Settings({ tenant }: { tenant: Tenant }) {
  const t = settingTexts.use();
  const may = useMay();
  const settingName = useSettingName();
  const valueName = useSettingValue();
  const settings = useSettings(tenant.id);
  const catalogue = useCatalogue(may("plan:read")).data;
  const [changed, setChanged] = useState<TenantSetting | null>(null);
  const removing = useRemovingSetting(tenant.id);
  const changeable = may("tenant:update") && isThere(tenant);

  const columns: TableColumnsType<TenantSetting> = [
    {
      key: "name",
      title: t("setting"),
      width: 300,
      render: (_, { name }) => (
        <Flex vertical>
          <span>{settingName(name)}</span>
          <Typography.Text type="secondary">
            <code>{name}</code>
          </Typography.Text>
        </Flex>
      ),
    },
    {
      key: "value",
      title: t("value"),
      width: 160,
      render: (_, { value }) => <strong>{valueName(value)}</strong>,
    },
    {
      key: "source",
      title: t("source"),
      width: 160,
      render: (_, { source }) => <Tag color={SOURCE_COLOURS[source]}>{t(`source_${source}`)}</Tag>,
    },
    ...(changeable
      ? [
          {
            key: "actions",
            title: <span className="hidden">{t("actions")}</span>,
            width: 200,
            render: (_: unknown, setting: TenantSetting) => (
              <Flex gap="small">
                <Button
                  size="small"
                  aria-label={t("setOne", { name: settingName(setting.name) })}
                  onClick={() => setChanged(setting)}
                >
                  {t("set")}
                </Button>
                {setting.source === "tenant" && (
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
  const declaration = catalogue?.find(({ name }) => name === changed?.name);

  return (
    <Flex vertical gap="middle">
      <Typography.Text type="secondary">{t("lead")}</Typography.Text>
      <Failure error={removing.error} />
      <Ready query={settings}>
        {(items) => (
          <Scrolling label={t("setting")}>
            <Table<TenantSetting>
              size="middle"
              rowKey="name"
              columns={columns}
              dataSource={items}
              pagination={false}
              scroll={{ x: "max-content" }}
            />
          </Scrolling>
        )}
      </Ready>
      {changed !== null && declaration !== undefined && (
        <SetDialog
          key={changed.name}
          tenant={tenant}
          setting={changed}
          declaration={declaration}
          close={() => setChanged(null)}
        />
      )}
    </Flex>
  );
}

interface SetDialogProps {
  tenant: Tenant;
  setting: TenantSetting;
  declaration: SettingDeclaration;
  close: () => void;
}

function SetDialog({ tenant, setting, declaration, close }: SetDialogProps) {
  const t = settingTexts.use();
  const settingName = useSettingName();
  const valueName = useSettingValue();
  const [value, setValue] = useState<unknown>(setting.value);
  const saving = useSettingValueOf(tenant.id, close);
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
          {t("default", { value: valueName(declaration.defaultValue) })}
          {setting.planValue !== null &&
            ` · ${t("ofPlan", { value: valueName(setting.planValue) })}`}
        </Typography.Text>
        <SettingField declaration={declaration} value={value} onChange={setValue} />
        <Failure error={saving.error} />
      </Flex>
    </Modal>
  );
}
