import { Button, Form } from "antd";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { body, open } from "@/api/client";
import * as limits from "@/api/limits";
import { isProblem } from "@/api/problem";
import type { SignedIn } from "@/api/schema";
import { Input } from "@/forms/fields";
import { useFit } from "@/forms/fit";
import { useAction } from "@/forms/useAction";
import { session } from "@/session/session";
import { workIn } from "@/session/tab";
import { Failure } from "@/states/Failure";
import { BeforeSignIn, Front } from "@/workspace/Front";
import { wayIn } from "./next";
import { SignInForm } from "./SignInForm";
import { texts } from "./texts";

/** Signing in; then to where one wanted to go, if that was said and is one of ours. */
export default function SignInScreen() {
  return (
    <BeforeSignIn>
      <SignIn />
    </BeforeSignIn>
  );
}

function SignIn() {
  const t = texts.use();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [bySignOn, setBySignOn] = useState(false);

  function enter(signedIn: SignedIn): void {
    session.adopt(null, signedIn);
    workIn(null);
    void navigate(wayIn(search.get("next"), signedIn.tenants), { replace: true });
  }

  return (
    <Front
      title={t("title")}
      lead={t(bySignOn ? "signOnLead" : "lead")}
      foot={
        <p className="foot">
          <Link to="/onboarding">{t("start")}</Link>
        </p>
      }
    >
      {bySignOn ? <SignOnForm /> : <SignInForm done={enter} />}
      <Button block style={{ marginTop: 12 }} onClick={() => setBySignOn(!bySignOn)}>
        {t(bySignOn ? "back" : "bySignOn")}
      </Button>
      {!bySignOn && (
        <p>
          <Link to="/password">{t("forgotten")}</Link>
        </p>
      )}
    </Front>
  );
}

function SignOnForm() {
  const t = texts.use();
  const fit = useFit();
  const action = useAction({
    call: (given: { email: string }) =>
      body(open.POST("/api/v1/auth/sign-on/find", { body: { email: given.email.trim() } })),
    done: ({ start }) => globalThis.location.assign(start),
  });
  return (
    <Form<{ email: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={(given) => action.run(given)}
    >
      {isProblem(action.error, "sign_on_not_found") ? (
        <p role="alert">{t("signOnNone")}</p>
      ) : (
        <Failure error={action.error} />
      )}
      <Form.Item
        name="email"
        label={t("email")}
        rules={fit.line(limits.FindSignOn_email, t("emailNeeded"))}
      >
        <Input inputMode="email" autoCapitalize="none" autoComplete="username" autoFocus />
      </Form.Item>
      <Button block type="primary" htmlType="submit" loading={action.isRunning}>
        {t("proceed")}
      </Button>
    </Form>
  );
}
