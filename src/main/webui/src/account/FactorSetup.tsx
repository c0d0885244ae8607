import { Alert, Button, Card, Flex, Form, Input, QRCode, Typography } from "antd";
import { useState } from "react";
import * as limits from "@/api/limits";
import { isProblem } from "@/api/problem";
import type { OfferedFactor } from "@/api/schema";
import { useFit } from "@/forms/fit";
import { Failure } from "@/states/Failure";
import { useConfirmingFactor, useOfferingFactor } from "./own";
import { CodeItem } from "./ShowFactorForm";
import { texts } from "./texts";

interface FactorSetupProps {
  done: (codes: readonly string[]) => void;
}

/** Setting a second factor up: password, key, and a code that shows that the key was taken over. */
export function FactorSetup({ done }: FactorSetupProps) {
  const t = texts.use();
  const fit = useFit();
  const [offered, setOffered] = useState<OfferedFactor | null>(null);
  const offering = useOfferingFactor(setOffered);
  if (offered !== null) {
    return <Confirmation offered={offered} done={done} cancel={() => setOffered(null)} />;
  }
  const wrong = isProblem(offering.error, "bad_credentials");
  return (
    <Card title={t("factorSetUp")}>
      <Typography.Paragraph>{t("factorNone")}</Typography.Paragraph>
      <Form<{ password: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ password }) => offering.run(password)}
      >
        {wrong ? (
          <Alert type="error" showIcon role="alert" title={t("passwordWrong")} />
        ) : (
          <Failure error={offering.error} />
        )}
        <Form.Item
          name="password"
          label={t("passwordNow")}
          rules={fit.secret(limits.BeginFactor_password, t("passwordNeeded"))}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={offering.isRunning}>
          {t("proceed")}
        </Button>
      </Form>
    </Card>
  );
}

interface ConfirmationProps extends FactorSetupProps {
  offered: OfferedFactor;
  cancel: () => void;
}

function Confirmation({ offered, done, cancel }: ConfirmationProps) {
  const t = texts.use();
  const confirming = useConfirmingFactor(done);
  const wrong = isProblem(confirming.error, "second_factor_wrong");
  return (
    <Card title={t("factorSetUp")}>
      <Form<{ code: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ code }) => confirming.run(code)}
      >
        <ol className="own-steps">
          <li>
            {t("factorScan")}
            <Flex wrap gap="middle" align="center" style={{ margin: "12px 0" }}>
              {/* The key beside it says the same. Black on white in the dark, too: cameras like it. */}
              <div aria-hidden>
                <QRCode value={offered.uri} type="svg" color="#000000" bgColor="#ffffff" />
              </div>
              <div style={{ minWidth: 0 }}>
                {t("factorKey")}
                <br />
                <Typography.Text code copyable style={{ overflowWrap: "anywhere" }}>
                  {offered.secret}
                </Typography.Text>
              </div>
            </Flex>
          </li>
          <li>
            {t("factorType")}
            <div style={{ marginTop: 12 }}>
              {wrong ? (
                <Alert type="error" showIcon role="alert" title={t("codeWrong")} />
              ) : (
                <Failure error={confirming.error} />
              )}
              <CodeItem />
            </div>
          </li>
        </ol>
        <Flex wrap gap="small">
          <Button type="primary" htmlType="submit" loading={confirming.isRunning}>
            {t("factorConfirm")}
          </Button>
          <Button onClick={cancel}>{t("cancel")}</Button>
        </Flex>
      </Form>
    </Card>
  );
}
