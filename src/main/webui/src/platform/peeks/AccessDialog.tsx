import { Alert, Button, Descriptions, Flex, Modal, Typography } from "antd";
import { useState } from "react";
import { isProblem } from "@/api/problem";
import type { Peek, PeekAccess, Tenant } from "@/api/schema";
import { Failure } from "@/states/Failure";
import { useHandingOut } from "./peeks";
import { texts } from "./texts";

interface AccessDialogProps {
  tenant: Tenant;
  peek: Peek;
  close: () => void;
}

/** Shows account and password of a peek, once. They are gone from the page with this dialog. */
export function AccessDialog({ tenant, peek, close }: AccessDialogProps) {
  const t = texts.use();
  const [access, setAccess] = useState<PeekAccess | null>(null);
  const handing = useHandingOut(tenant.id, peek.id, setAccess);
  const copyable = { tooltips: [t("copy"), t("copied")] };
  const value = (text: string) => (
    <Typography.Text code copyable={copyable} style={{ overflowWrap: "anywhere" }}>
      {text}
    </Typography.Text>
  );
  return (
    <Modal
      open
      width={600}
      title={t("accessTitle")}
      onCancel={close}
      // A slip beside it would lose what is shown once.
      mask={{ closable: access === null }}
      footer={
        <Flex gap="small" justify="end">
          <Button onClick={close}>{t(access === null ? "cancel" : "close")}</Button>
          {access === null && (
            <Button
              type="primary"
              loading={handing.isRunning}
              onClick={() => handing.run(undefined)}
            >
              {t("accessShow")}
            </Button>
          )}
        </Flex>
      }
    >
      {access === null ? (
        <Flex vertical gap="middle">
          <span>{t("accessAsk")}</span>
          {isProblem(handing.error, "peek_handed_out") ? (
            <Alert type="warning" showIcon title={t("accessGone")} />
          ) : (
            <Failure error={handing.error} />
          )}
        </Flex>
      ) : (
        <Flex vertical gap="middle">
          <Alert type="warning" showIcon title={t("accessOnce")} />
          <Descriptions
            size="small"
            column={1}
            bordered
            items={[
              { key: "host", label: t("host"), children: value(`${access.host}:${access.port}`) },
              { key: "database", label: t("database"), children: value(access.database) },
              { key: "account", label: t("account"), children: value(access.account) },
              { key: "password", label: t("password"), children: value(access.password) },
              {
                key: "command",
                label: t("command"),
                children: value(
                  `mysql -h ${access.host} -P ${access.port} -u ${access.account} -p ${access.database}`,
                ),
              },
            ]}
          />
        </Flex>
      )}
    </Modal>
  );
}
