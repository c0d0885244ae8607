import { CheckCircleFilled } from "@ant-design/icons";
import { Alert, Button, Flex, Form, Input } from "antd";
import { useEffect, useState } from "react";
import { body, open } from "@/api/client";
import * as limits from "@/api/limits";
import { isProblem } from "@/api/problem";
import type { Me, SignUpAdministrator, SignUpAdministratorView } from "@/api/schema";
import { useFit } from "@/forms/fit";
import { useFaults } from "@/forms/useFaults";
import { useSignedIn } from "@/session/useSignedIn";
import { Failure } from "@/states/Failure";
import { Loading } from "@/states/States";
import { AdministratorPassword } from "./AdministratorPassword";
import { StepFoot } from "./StepFoot";
import { type Applying, useFilling } from "./signUp";
import { texts } from "./texts";

interface AdministratorStepProps {
  applying: Applying;
  typed: (password: string) => void;
  next: () => void;
  back: (() => void) | undefined;
}

/** Who is to run the organisation: their address, which they show to be theirs, and a password. */
export function AdministratorStep({ applying, typed, next, back }: AdministratorStepProps) {
  const t = texts.use();
  const [changing, setChanging] = useState<"address" | "password" | null>(null);
  const me = useSignedIn();
  const who = applying.signUp.administrator;
  if (me === undefined) {
    return <Loading rows={3} />;
  }
  if (who === undefined || changing === "address") {
    return (
      <AddressForm
        me={me}
        applying={applying}
        who={who}
        done={() => setChanging(null)}
        back={who === undefined ? back : () => setChanging(null)}
      />
    );
  }
  if (!who.verified) {
    return <CodeForm applying={applying} who={who} back={() => setChanging("address")} />;
  }
  if (!who.ready || changing === "password") {
    return (
      <AdministratorPassword
        applying={applying}
        who={who}
        isSignedIn={me?.email.toLowerCase() === who.email.toLowerCase()}
        typed={typed}
        done={next}
        back={() => setChanging(who.ready ? null : "address")}
      />
    );
  }
  return (
    <div>
      <Alert
        type="success"
        showIcon
        icon={<CheckCircleFilled />}
        title={<bdi>{who.name}</bdi>}
        description={
          <>
            <bdi>{who.email}</bdi> · {t("shown")}
          </>
        }
        action={
          <Flex vertical gap="small">
            <Button size="small" onClick={() => setChanging("address")}>
              {t("changeAddress")}
            </Button>
            {who.account === "new" && (
              <Button size="small" onClick={() => setChanging("password")}>
                {t("changePassword")}
              </Button>
            )}
          </Flex>
        }
      />
      <StepFoot back={back} next={next} />
    </div>
  );
}

interface AddressFormProps {
  /** Who is signed in: most likely it is they. */
  me: Me | null;
  applying: Applying;
  who: SignUpAdministratorView | undefined;
  done: () => void;
  back: (() => void) | undefined;
}

function AddressForm({ me, applying, who, done, back }: AddressFormProps) {
  const t = texts.use();
  const fit = useFit();
  const [form] = Form.useForm<SignUpAdministrator>();
  const naming = useFilling(
    applying.key,
    (given: SignUpAdministrator, params) =>
      body(open.PUT("/api/v1/onboarding/{signUp}/administrator", { params, body: given })),
    { done },
  );
  useFaults(form, naming.error);
  return (
    <Form<SignUpAdministrator>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{
        email: who?.email ?? me?.email ?? "",
        name: who?.name ?? me?.name ?? "",
      }}
      onFinish={({ email, name }) => naming.run({ email: email.trim(), name: name.trim() })}
    >
      <Failure error={naming.error} />
      <Form.Item
        name="name"
        label={t("yourName")}
        rules={fit.line(limits.SignUpAdministrator_name, t("yourNameNeeded"))}
      >
        <Input autoFocus dir="auto" autoComplete="name" />
      </Form.Item>
      <Form.Item
        name="email"
        label={t("email")}
        extra={t("emailHint")}
        rules={[
          ...fit.line(limits.SignUpAdministrator_email, t("emailNeeded")),
          { pattern: /^\s*\S+@\S+\s*$/, message: t("emailMalformed") },
        ]}
        validateTrigger={["onBlur", "onSubmit"]}
      >
        <Input inputMode="email" autoComplete="email" autoCapitalize="none" />
      </Form.Item>
      <StepFoot back={back} label={t("sendCode")} isRunning={naming.isRunning} />
    </Form>
  );
}

interface CodeFormProps {
  applying: Applying;
  who: SignUpAdministratorView;
  back: () => void;
}

const DIGITS = 8;

function CodeForm({ applying, who, back }: CodeFormProps) {
  const t = texts.use();
  const [form] = Form.useForm<{ code: string }>();
  const verifying = useFilling(applying.key, (code: string, params) =>
    body(open.POST("/api/v1/onboarding/{signUp}/administrator/verify", { params, body: { code } })),
  );
  const again = useFilling(
    applying.key,
    (_: undefined, params) =>
      body(open.POST("/api/v1/onboarding/{signUp}/administrator/code", { params })),
    {
      said: t("codeSent"),
      done: () => form.setFields([{ name: "code", value: "", errors: [] }]),
    },
  );
  const wrong = isProblem(verifying.error, "verification_code_wrong");
  const over = isProblem(verifying.error, "verification_code_expired");
  const said = wrong ? t("codeWrong") : over ? t("codeOver") : "";
  useEffect(() => {
    if (said !== "") {
      form.setFields([{ name: "code", errors: [said] }]);
    }
  }, [form, said]);

  function check(code: string): void {
    verifying.forget();
    verifying.run(code.replace(/\D/g, ""));
  }

  return (
    <Form<{ code: string }>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={({ code }) => check(code)}
      onValuesChange={({ code = "" }) => {
        if (code.replace(/\D/g, "").length === DIGITS) {
          check(code);
        }
      }}
    >
      <p>
        {t("codeLead")} <bdi style={{ fontWeight: 600 }}>{who.email}</bdi>
      </p>
      {!wrong && !over && <Failure error={verifying.error} />}
      <Failure error={again.error} />
      <Form.Item
        name="code"
        label={t("code")}
        className="wizard-code"
        normalize={spaced}
        rules={[{ pattern: /^\d{4} \d{4}$/, required: true, message: t("codeNeeded") }]}
        validateTrigger="onSubmit"
      >
        <Input autoFocus inputMode="numeric" autoComplete="one-time-code" placeholder="1234 5678" />
      </Form.Item>
      <p>
        {t("codeNone")}{" "}
        <Button
          type="link"
          size="small"
          loading={again.isRunning}
          onClick={() => again.run(undefined)}
        >
          {t("codeAgain")}
        </Button>
      </p>
      <StepFoot back={back} label={t("verify")} isRunning={verifying.isRunning} />
    </Form>
  );
}

/** Digits as the mail shows them, in two groups, however they were typed or pasted. */
function spaced(typed: string): string {
  const digits = typed.replace(/\D/g, "").slice(0, DIGITS);
  return digits.length > 4 ? `${digits.slice(0, 4)} ${digits.slice(4)}` : digits;
}
