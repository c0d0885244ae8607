import { Alert, Button, Flex, Form, Input } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { body, open } from "@/api/client";
import * as limits from "@/api/limits";
import { isProblem } from "@/api/problem";
import type { SignedIn } from "@/api/schema";
import { useFit } from "@/forms/fit";
import { beyondPassword, NewPassword } from "@/forms/NewPassword";
import { useAction } from "@/forms/useAction";
import { useFragment } from "@/forms/useFragment";
import { LinkFailure } from "@/invitation/LinkFailure";
import { session } from "@/session/session";
import { workIn } from "@/session/tab";
import { wayIn } from "@/sign-in/next";
import { SignInForm } from "@/sign-in/SignInForm";
import { Failure } from "@/states/Failure";
import { BeforeSignIn, Front } from "@/workspace/Front";
import { texts } from "./texts";

/** For whoever has forgotten their password: asks for a link, and takes the one of the mail. */
export default function PasswordScreen() {
  const token = useFragment().get("token");
  const [over, setOver] = useState<string | null>(null);
  return (
    <BeforeSignIn>
      {token === null || token === over ? (
        <Forgotten />
      ) : (
        <Reset key={token} token={token} ask={() => setOver(token)} />
      )}
    </BeforeSignIn>
  );
}

function Forgotten() {
  const t = texts.use();
  const fit = useFit();
  const [asked, setAsked] = useState<string | null>(null);
  const asking = useAction({
    call: (email: string) => body(open.POST("/api/v1/auth/password/forgot", { body: { email } })),
    done: (_, email) => setAsked(email),
  });
  return (
    <Front
      title={t("title")}
      lead={t("lead")}
      foot={
        <p>
          <Link to="/sign-in">{t("toSignIn")}</Link>
        </p>
      }
    >
      {asked === null ? (
        <Form<{ email: string }>
          layout="vertical"
          requiredMark={false}
          onFinish={({ email }) => asking.run(email.trim())}
        >
          <Failure error={asking.error} />
          <Form.Item
            name="email"
            label={t("email")}
            rules={fit.line(limits.ForgottenPassword_email, t("emailNeeded"))}
          >
            <Input autoFocus inputMode="email" autoCapitalize="none" autoComplete="username" />
          </Form.Item>
          <Button block type="primary" htmlType="submit" loading={asking.isRunning}>
            {t("send")}
          </Button>
        </Form>
      ) : (
        <Alert
          type="info"
          showIcon
          role="status"
          title={t("askedTitle")}
          description={t("askedDetail", { email: asked })}
          action={
            <Button size="small" onClick={() => setAsked(null)}>
              {t("askAgain")}
            </Button>
          }
        />
      )}
    </Front>
  );
}

function Reset({ token, ask }: { token: string; ask: () => void }) {
  const t = texts.use();
  const navigate = useNavigate();
  const [form] = Form.useForm<{ password: string }>();
  const [changed, setChanged] = useState(false);
  const resetting = useAction({
    call: (password: string) =>
      body(open.POST("/api/v1/auth/password/reset", { body: { token, password } })),
    done: () => setChanged(true),
  });

  function enter(signedIn: SignedIn): void {
    session.adopt(null, signedIn);
    workIn(null);
    void navigate(wayIn(null, signedIn.tenants), { replace: true });
  }

  if (changed) {
    return (
      <Front title={t("changedTitle")} lead={t("changedLead")}>
        <SignInForm done={enter} />
      </Front>
    );
  }
  const over = isProblem(resetting.error, "link_invalid", "link_expired");
  return (
    <Front title={t("resetTitle")} lead={t("resetLead")}>
      <Flex vertical gap="middle">
        <LinkFailure
          error={beyondPassword(resetting.error)}
          action={
            over ? (
              <Button size="small" onClick={ask}>
                {t("another")}
              </Button>
            ) : undefined
          }
        />
        <Form<{ password: string }>
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={({ password }) => resetting.run(password)}
        >
          <NewPassword form={form} error={resetting.error} instead />
          <Button block type="primary" htmlType="submit" loading={resetting.isRunning}>
            {t("reset")}
          </Button>
        </Form>
      </Flex>
    </Front>
  );
}
