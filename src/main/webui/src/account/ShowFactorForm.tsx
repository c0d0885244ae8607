import { Alert, Button, Flex, Form, Input } from "antd";
import { useState } from "react";
import * as limits from "@/api/limits";
import { isProblem } from "@/api/problem";
import type { RemoveFactor, ShowFactor } from "@/api/schema";
import { useFit } from "@/forms/fit";
import { Failure } from "@/states/Failure";
import { useRemovingFactor, useRenewingCodes } from "./own";
import { texts } from "./texts";

/** The six digits of the authenticator. */
export function CodeItem() {
  const t = texts.use();
  return (
    <Form.Item
      name="code"
      label={t("code")}
      normalize={(typed: string) => typed.replace(/\D/g, "").slice(0, 6)}
      rules={[{ required: true, pattern: /^\d{6}$/, message: t("codeNeeded") }]}
      validateTrigger="onSubmit"
    >
      <Input autoComplete="one-time-code" inputMode="numeric" style={{ maxWidth: 160 }} />
    </Form.Item>
  );
}

/** The authenticator's code, or a recovery code in its place. */
function FactorItem() {
  const t = texts.use();
  const fit = useFit();
  const [recovering, setRecovering] = useState(false);
  return (
    <>
      {recovering ? (
        <Form.Item
          name="recoveryCode"
          label={t("recoveryCode")}
          rules={fit.line(limits.ShowFactor_recoveryCode, t("recoveryCodeNeeded"))}
        >
          <Input autoComplete="off" style={{ maxWidth: 280 }} />
        </Form.Item>
      ) : (
        <CodeItem />
      )}
      <Button
        type="link"
        size="small"
        style={{ paddingInline: 0, marginBottom: 16 }}
        onClick={() => setRecovering(!recovering)}
      >
        {t(recovering ? "useCode" : "useRecovery")}
      </Button>
    </>
  );
}

/** What is against it, in one's own words where that is what was typed. */
function Against({ error }: { error: unknown }) {
  const t = texts.use();
  const wrong = isProblem(error, "second_factor_wrong")
    ? t("codeWrong")
    : isProblem(error, "bad_credentials")
      ? t("passwordWrong")
      : null;
  return wrong === null ? (
    <Failure error={error} />
  ) : (
    <Alert type="error" showIcon role="alert" title={wrong} style={{ marginBottom: 16 }} />
  );
}

interface RenewalFormProps {
  done: (codes: readonly string[]) => void;
  cancel: () => void;
}

export function RenewalForm({ done, cancel }: RenewalFormProps) {
  const t = texts.use();
  const renewing = useRenewingCodes(done);
  return (
    <Form<ShowFactor> layout="vertical" requiredMark={false} onFinish={renewing.run}>
      <p>{t("codesRenewDetail")}</p>
      <Against error={renewing.error} />
      <FactorItem />
      <Flex wrap gap="small">
        <Button type="primary" htmlType="submit" loading={renewing.isRunning}>
          {t("codesRenew")}
        </Button>
        <Button onClick={cancel}>{t("cancel")}</Button>
      </Flex>
    </Form>
  );
}

interface RemovalFormProps {
  done: () => void;
  cancel: () => void;
}

export function RemovalForm({ done, cancel }: RemovalFormProps) {
  const t = texts.use();
  const fit = useFit();
  const removing = useRemovingFactor(done);
  return (
    <Form<RemoveFactor> layout="vertical" requiredMark={false} onFinish={removing.run}>
      <p>{t("factorRemoveDetail")}</p>
      <Against error={removing.error} />
      <Form.Item
        name="password"
        label={t("passwordNow")}
        rules={fit.secret(limits.RemoveFactor_password, t("passwordNeeded"))}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <FactorItem />
      <Flex wrap gap="small">
        <Button danger type="primary" htmlType="submit" loading={removing.isRunning}>
          {t("factorRemove")}
        </Button>
        <Button onClick={cancel}>{t("cancel")}</Button>
      </Flex>
    </Form>
  );
}
