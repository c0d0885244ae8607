import { Alert, Form, Input } from "antd";
import { useEffect } from "react";
import { Link } from "react-router";
import { api, body, open } from "@/api/client";
import * as limits from "@/api/limits";
import { isProblem } from "@/api/problem";
import type { SignUpAdministratorView } from "@/api/schema";
import { useFit } from "@/forms/fit";
import { beyondPassword, NewPassword } from "@/forms/NewPassword";
import { Failure } from "@/states/Failure";
import { StepFoot } from "./StepFoot";
import { type Applying, useFilling } from "./signUp";
import { texts } from "./texts";

interface AdministratorPasswordProps {
  applying: Applying;
  who: SignUpAdministratorView;
  /** Whether it is they who are signed in in this browser: that shows the account as well. */
  isSignedIn: boolean;
  typed: (password: string) => void;
  done: () => void;
  back: () => void;
}

/** A password for a new account, or that of the account which the address has. */
export function AdministratorPassword({
  applying,
  who,
  isSignedIn,
  typed,
  done,
  back,
}: AdministratorPasswordProps) {
  const t = texts.use();
  const fit = useFit();
  const [form] = Form.useForm<{ password: string }>();
  const existing = who.account === "existing";
  const setting = useFilling(
    applying.key,
    async (password: string, params) => {
      const signUp = await body(
        open.PUT("/api/v1/onboarding/{signUp}/administrator/password", {
          params,
          body: { password },
        }),
      );
      typed(password);
      return signUp;
    },
    { done },
  );
  const showing = useFilling(
    applying.key,
    (_: undefined, params) =>
      body(api.PUT("/api/v1/onboarding/{signUp}/administrator/password", { params, body: {} })),
    { done },
  );
  // Where the session turns out to be over, the password helps.
  const shown = existing && isSignedIn && showing.error === null;
  const wrong = isProblem(setting.error, "bad_credentials");
  const said = wrong ? t("passwordWrong") : "";
  useEffect(() => {
    if (said !== "") {
      form.setFields([{ name: "password", errors: [said] }]);
    }
  }, [form, said]);
  return (
    <Form<{ password: string }>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={({ password }) => setting.run(password)}
    >
      <Alert
        type="success"
        showIcon
        style={{ marginBottom: 16 }}
        title={
          <>
            <bdi>{who.email}</bdi> · {t("shown")}
          </>
        }
        {...(existing ? { description: t(shown ? "existingYours" : "existing") } : {})}
      />
      {!wrong && <Failure error={beyondPassword(setting.error) ?? showing.error} />}
      {/* For password managers, which keep it under the address. */}
      <input type="email" autoComplete="username" value={who.email} readOnly hidden />
      {!shown &&
        (existing ? (
          <Form.Item
            name="password"
            label={t("password")}
            extra={
              <Link to="/password" target="_blank">
                {t("passwordForgotten")}
              </Link>
            }
            rules={fit.secret(limits.SignUpPassword_password, t("passwordNeeded"))}
          >
            <Input.Password autoFocus autoComplete="current-password" />
          </Form.Item>
        ) : (
          <NewPassword form={form} error={setting.error} />
        ))}
      <StepFoot
        back={back}
        isRunning={setting.isRunning || showing.isRunning}
        {...(shown ? { next: () => showing.run(undefined) } : {})}
      />
    </Form>
  );
}
