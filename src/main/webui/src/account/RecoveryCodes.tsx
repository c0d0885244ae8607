import { CopyOutlined, PrinterOutlined } from "@ant-design/icons";
import { Alert, App, Button, Card, Checkbox, Flex, Typography } from "antd";
import { useState } from "react";
import { texts } from "./texts";

interface RecoveryCodesProps {
  codes: readonly string[];
  done: () => void;
}

/** Recovery codes, which are shown this once: one leaves them by saying that they are kept. */
export function RecoveryCodes({ codes, done }: RecoveryCodesProps) {
  const t = texts.use();
  const { message } = App.useApp();
  const [kept, setKept] = useState(false);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(codes.join("\n"));
      void message.success(t("codesCopied"));
    } catch {
      void message.warning(t("codesNotCopied"));
    }
  }

  return (
    <Card title={t("codesTitle")}>
      <Flex vertical gap="middle">
        <Alert type="warning" showIcon title={t("codesOnce")} description={t("codesDetail")} />
        <div className="recovery-codes">
          <Typography.Text strong>{t("codesTitle")}</Typography.Text>
          <ul aria-label={t("codesTitle")}>
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
        </div>
        <Flex wrap gap="small">
          <Button icon={<CopyOutlined />} onClick={() => void copy()}>
            {t("copy")}
          </Button>
          <Button icon={<PrinterOutlined />} onClick={() => globalThis.print()}>
            {t("print")}
          </Button>
        </Flex>
        <Checkbox checked={kept} onChange={(event) => setKept(event.target.checked)}>
          {t("codesKept")}
        </Checkbox>
        <div>
          <Button type="primary" disabled={!kept} onClick={done}>
            {t("finish")}
          </Button>
        </div>
      </Flex>
    </Card>
  );
}
