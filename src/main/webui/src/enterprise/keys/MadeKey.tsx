import { Alert, Button, Flex, Modal, Typography } from "antd";
import type { MadeApiKey } from "@/api/schema";
import { Copyable } from "@/forms/Copyable";
import { texts } from "./texts";

/** Shows a key, this once. It goes by its button alone: a slip of the mouse would lose it. */
export function MadeKey({ made, close }: { made: MadeApiKey; close: () => void }) {
  const t = texts.use();
  return (
    <Modal
      open
      title={t("madeTitle")}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={close}>
          {t("kept")}
        </Button>
      }
    >
      <Flex vertical gap="middle">
        <Alert type="warning" showIcon title={t("madeDetail")} />
        <Copyable value={made.key} label={t("key")} />
        <div>
          <Typography.Text type="secondary">{t("use")}</Typography.Text>
          <pre className="code-block">Authorization: Bearer tnt_…</pre>
        </div>
      </Flex>
    </Modal>
  );
}
