import { Form, type FormInstance, Input } from "antd";
import { useEffect } from "react";
import * as limits from "@/api/limits";
import { isProblem } from "@/api/problem";
import { faultSaid } from "@/states/problems";
import { defineTexts } from "@/texts/texts";
import { useFit } from "./fit";

const texts = defineTexts(
  "new-password",
  {
    label: "Password",
    labelNew: "New password",
    hint: "12 characters or more. A few words that do not belong together are good, and easy to remember.",
    needed: "Choose a password.",
    short: "It has to have 12 characters or more.",
    breached: "This one, or nearly this one, is known from a breach. Choose another.",
    keyboard_run: "These keys lie beside each other. Choose another.",
    repetitive: "It repeats itself too much. Choose another.",
    personal: "It contains a name or an address that others know. Choose another.",
  },
  {
    label: "密码",
    labelNew: "新密码",
    hint: "至少 12 个字符。几个互不相关的词就很好，也容易记住。",
    needed: "请设置密码。",
    short: "至少需要 12 个字符。",
    breached: "此密码（或与之相近的密码）已在泄露的数据中出现。请另选一个。",
    keyboard_run: "这些键在键盘上彼此相邻。请另选一个。",
    repetitive: "重复过多。请另选一个。",
    personal: "其中包含他人知道的姓名或地址。请另选一个。",
  },
);

const SHORTEST = 12;
const REFUSED = ["breached", "keyboard_run", "repetitive", "personal"] as const;

interface NewPasswordProps {
  form: FormInstance;
  /** What the server said against the last attempt. */
  error: unknown;
  name?: string;
  /** Whether there is one already that this takes the place of. */
  instead?: boolean;
}

/** The field of a password to be: once, because it can be looked at; what is wrong stands at it. */
export function NewPassword({ form, error, name = "password", instead = false }: NewPasswordProps) {
  const t = texts.use();
  const fit = useFit();
  const refused = isProblem(error, "password_refused") ? error : null;
  const known = REFUSED.find((each) => each === refused?.faults[0]?.code);
  const other = refused?.faults[0];
  const unknown = other === undefined ? (refused?.problem.detail ?? "") : faultSaid(other);
  const said = known === undefined ? unknown : t(known);
  useEffect(() => {
    if (refused !== null) {
      form.setFields([{ name, errors: [said] }]);
      form.getFieldInstance(name)?.focus?.();
    }
  }, [form, refused, name, said]);
  return (
    <Form.Item
      name={name}
      label={t(instead ? "labelNew" : "label")}
      extra={t("hint")}
      rules={[
        ...fit.secret(limits.PasswordChange_newPassword, t("needed")),
        { min: SHORTEST, message: t("short") },
      ]}
      validateTrigger={["onBlur", "onSubmit"]}
    >
      <Input.Password autoComplete="new-password" />
    </Form.Item>
  );
}

/** A failure that the field of the password does not say already. */
export function beyondPassword(error: unknown): unknown {
  return isProblem(error, "password_refused") ? null : error;
}
