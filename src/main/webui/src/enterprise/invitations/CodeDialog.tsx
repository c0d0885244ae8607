import { Alert, Button, Flex, Form, InputNumber, Modal, Typography } from "antd";
import { useState } from "react";
import * as limits from "@/api/limits";
import type { InvitationCode } from "@/api/schema";
import { Copyable } from "@/forms/Copyable";
import { useFit } from "@/forms/fit";
import { useFaults } from "@/forms/useFaults";
import { Refused } from "../people/Refused";
import { useMakingCode } from "./invitations";
import { TERMS, type Terms, TermsFields } from "./TermsFields";
import { texts } from "./texts";

interface Wish extends Terms {
  uses: number;
}

/** Makes a code by which several people join, and shows it this once. */
export function CodeDialog({ close }: { close: () => void }) {
  const t = texts.use();
  const fit = useFit();
  const [made, setMade] = useState<InvitationCode | null>(null);
  const [form] = Form.useForm<Wish>();
  const making = useMakingCode(setMade);
  useFaults(form, making.error);
  if (made !== null) {
    return <Made code={made.code} close={close} />;
  }
  return (
    <Modal
      open
      title={t("codeTitle")}
      okText={t("makeCode")}
      cancelText={t("cancel")}
      okButtonProps={{ loading: making.isRunning }}
      onOk={form.submit}
      onCancel={close}
    >
      <Flex vertical gap="middle">
        <Typography.Text type="secondary">{t("codeDetail")}</Typography.Text>
        <Form<Wish>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ ...TERMS, uses: 10 }}
          onFinish={({ role, department, days, uses }) =>
            making.run({
              role,
              uses,
              expiresInDays: days,
              ...(department == null ? {} : { department }),
            })
          }
        >
          <TermsFields />
          <Form.Item
            name="uses"
            label={t("uses")}
            rules={fit.number(limits.NewInvitationCode_uses, "needed")}
            style={{ marginBottom: 0 }}
          >
            <InputNumber precision={0} style={{ width: 120 }} />
          </Form.Item>
        </Form>
        <Refused error={making.error} />
      </Flex>
    </Modal>
  );
}

function Made({ code, close }: { code: string | undefined; close: () => void }) {
  const t = texts.use();
  return (
    <Modal
      open
      title={t("codeMade")}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={close}>
          {t("done")}
        </Button>
      }
    >
      {code === undefined ? (
        <Alert type="warning" showIcon title={t("codeLost")} />
      ) : (
        <Flex vertical gap="middle">
          <Alert type="info" showIcon title={t("codeOnce")} />
          <Copyable value={code} label={t("codeTitle")} />
        </Flex>
      )}
    </Modal>
  );
}
