import { Alert, Button, Flex, Form } from "antd";
import { useState } from "react";
import { body, open } from "@/api/client";
import * as limits from "@/api/limits";
import { isProblem } from "@/api/problem";
import type { SignedIn } from "@/api/schema";
import { Input, Password } from "@/forms/fields";
import { useFit } from "@/forms/fit";
import { useAction } from "@/forms/useAction";
import { Failure } from "@/states/Failure";
import { texts } from "./texts";

interface SignInFormProps {
  /** Whose sign-in it is, if that is settled. */
  email?: string;
  /** Where the session is to be; told to whoever called. */
  done: (signedIn: SignedIn, email: string) => void;
}

interface Credentials {
  email: string;
  password: string;
}

export interface Shown {
  code?: string;
  recoveryCode?: string;
}

/** Address and password; then, if the account has one, the second factor. */
export function SignInForm({ email, done }: SignInFormProps) {
  const [challenge, setChallenge] = useState<{ email: string; value: string } | null>(null);
  if (challenge !== null) {
    return (
      <FactorForm
        call={(shown) => byChallenge(challenge.value, shown)}
        done={(signedIn) => done(signedIn, challenge.email)}
        back={() => setChallenge(null)}
      />
    );
  }
  return (
    <PasswordForm
      {...(email === undefined ? {} : { email })}
      done={done}
      asked={(who, value) => setChallenge({ email: who, value })}
    />
  );
}

/** Completes a sign-in that was answered with a challenge. */
export function byChallenge(challenge: string, shown: Shown): Promise<SignedIn> {
  return body(open.POST("/api/v1/auth/login/factor", { body: { challenge, ...shown } }));
}

interface PasswordFormProps extends SignInFormProps {
  asked: (email: string, challenge: string) => void;
}

function PasswordForm({ email, done, asked }: PasswordFormProps) {
  const t = texts.use();
  const fit = useFit();
  const action = useAction({
    call: async (given: Credentials) => {
      try {
        return await body(open.POST("/api/v1/auth/login", { body: given }));
      } catch (error) {
        const challenge = isProblem(error, "second_factor_required")
          ? error.problem.challenge
          : undefined;
        if (challenge == null) {
          throw error;
        }
        asked(given.email, challenge);
        return null;
      }
    },
    done: (signedIn, given) => {
      if (signedIn !== null) {
        done(signedIn, given.email);
      }
    },
  });
  const signOn = signOnOf(action.error);
  return (
    <Form<Credentials>
      layout="vertical"
      requiredMark={false}
      onFinish={({ email: typed, password }) =>
        action.run({ email: (typed ?? email).trim(), password })
      }
      {...(email === undefined ? {} : { initialValues: { email } })}
    >
      {signOn === undefined ? (
        <Failure error={action.error} />
      ) : (
        <Alert
          type="info"
          showIcon
          role="alert"
          title={t("signOnRequired")}
          description={<a href={signOn}>{t("signOnGo")}</a>}
          style={{ marginBottom: 16 }}
        />
      )}
      <Form.Item
        name="email"
        label={t("email")}
        rules={fit.line(limits.SignIn_email, t("emailNeeded"))}
      >
        <Input
          inputMode="email"
          autoCapitalize="none"
          autoComplete="username"
          disabled={email !== undefined}
          autoFocus={email === undefined}
        />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("password")}
        rules={fit.secret(limits.SignIn_password, t("passwordNeeded"))}
      >
        <Password autoComplete="current-password" autoFocus={email !== undefined} />
      </Form.Item>
      <Button block type="primary" htmlType="submit" loading={action.isRunning}>
        {t("signIn")}
      </Button>
    </Form>
  );
}

/** Where the sign-on begins that an organisation wants instead of a password. */
function signOnOf(error: unknown): string | undefined {
  return isProblem(error, "sign_on_required")
    ? error.faults
        .map(({ detail }) => detail)
        .find((detail) => /^\/api\/v1\/auth\/sign-on\/[a-z0-9-]+$/.test(detail))
    : undefined;
}

interface FactorFormProps<T> {
  /** Completes what asked for the factor. */
  call: (shown: Shown) => Promise<T>;
  done: (output: T) => void;
  back: () => void;
}

/** Asks for the second factor: the code of an authenticator, or a recovery code. */
export function FactorForm<T>({ call, done, back }: FactorFormProps<T>) {
  const t = texts.use();
  const fit = useFit();
  const [recovering, setRecovering] = useState(false);
  const action = useAction({ call, done });
  return (
    <Form<Shown> layout="vertical" requiredMark={false} onFinish={(shown) => action.run(shown)}>
      <Failure error={action.error} />
      <p>{recovering ? null : t("factorLead")}</p>
      {recovering ? (
        <Form.Item
          key="recovery"
          name="recoveryCode"
          label={t("recovery")}
          rules={fit.line(limits.SignInWithFactor_recoveryCode, t("recoveryNeeded"))}
        >
          <Input autoFocus autoComplete="off" />
        </Form.Item>
      ) : (
        <Form.Item
          key="code"
          name="code"
          label={t("code")}
          rules={[{ required: true, pattern: /^\s*\d{3}\s?\d{3}\s*$/, message: t("codeNeeded") }]}
          normalize={(value: string) => value.replace(/[^\d]/g, "").slice(0, 6)}
        >
          <Input autoFocus autoComplete="one-time-code" inputMode="numeric" />
        </Form.Item>
      )}
      <Button block type="primary" htmlType="submit" loading={action.isRunning}>
        {t("proceed")}
      </Button>
      <Flex justify="space-between" style={{ marginTop: 12 }}>
        <Button type="link" onClick={back}>
          {t("back")}
        </Button>
        <Button type="link" onClick={() => setRecovering(!recovering)}>
          {t(recovering ? "useCode" : "useRecovery")}
        </Button>
      </Flex>
    </Form>
  );
}
