import { Button, Form, Input, Segmented } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import * as limits from "@/api/limits";
import { isProblem } from "@/api/problem";
import { useFit } from "@/forms/fit";
import { beyondPassword, NewPassword } from "@/forms/NewPassword";
import { useFaults } from "@/forms/useFaults";
import { LinkFailure } from "./LinkFailure";
import { fits } from "./mask";
import { texts } from "./texts";

/** What somebody shows to come in by. */
export interface Given {
  email: string;
  name?: string;
  /** None where the address has to be shown by a mail first. */
  password?: string;
}

interface JoinFormProps {
  /** Whom the invitation is for, as far as the server says it: `g***@acme.example`. */
  masked: string | undefined;
  /** Whether somebody new is sent a mail first, and chooses the password afterwards. */
  byMail: boolean;
  error: unknown;
  isRunning: boolean;
  submit: (given: Given) => void;
}

type Way = "new" | "existing";

/** For whoever is not signed in: a new account, or the password of the one they have. */
export function JoinForm({ masked, byMail, error, isRunning, submit }: JoinFormProps) {
  const t = texts.use();
  const fit = useFit();
  const [form] = Form.useForm<Given>();
  const [way, setWay] = useState<Way>("new");
  useFaults(form, error);
  const wrong = isProblem(error, "bad_credentials");
  const asksPassword = way === "existing" || !byMail;
  return (
    <Form<Given>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={({ email, name, password }) =>
        submit({
          email: email.trim(),
          ...(way === "new" && name !== undefined ? { name: name.trim() } : {}),
          ...(asksPassword && password !== undefined ? { password } : {}),
        })
      }
    >
      <Segmented<Way>
        block
        aria-label={t("way")}
        value={way}
        onChange={setWay}
        style={{ marginBottom: 16 }}
        options={[
          { value: "new", label: t("wayNew") },
          { value: "existing", label: t("wayExisting") },
        ]}
      />
      {wrong ? (
        <p role="alert">{t(way === "new" ? "hasAccount" : "passwordWrong")}</p>
      ) : (
        <LinkFailure error={beyondPassword(error)} />
      )}
      <Form.Item
        name="email"
        label={t("email")}
        {...(masked === undefined ? {} : { extra: t("emailMasked", { masked }) })}
        validateTrigger={["onBlur", "onSubmit"]}
        rules={[
          ...fit.line(limits.InvitationAcceptance_email, t("emailNeeded")),
          {
            validator: (_, typed: string | undefined) =>
              masked === undefined || typed === undefined || typed === "" || fits(typed, masked)
                ? Promise.resolve()
                : Promise.reject(new Error(t("emailOther"))),
          },
        ]}
      >
        <Input autoFocus inputMode="email" autoCapitalize="none" autoComplete="username" />
      </Form.Item>
      {way === "new" && (
        <Form.Item
          name="name"
          label={t("name")}
          rules={fit.line(limits.InvitationAcceptance_name, t("nameNeeded"))}
        >
          <Input dir="auto" autoComplete="name" />
        </Form.Item>
      )}
      {way === "existing" && (
        <Form.Item
          name="password"
          label={t("password")}
          extra={<Link to="/password">{t("forgotten")}</Link>}
          rules={fit.secret(limits.InvitationAcceptance_password, t("passwordNeeded"))}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      )}
      {way === "new" && !byMail && <NewPassword form={form} error={error} />}
      <Button block type="primary" htmlType="submit" loading={isRunning}>
        {t(asksPassword ? "join" : "sendLink")}
      </Button>
    </Form>
  );
}
