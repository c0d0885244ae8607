import { Form, Input } from "antd";
import * as limits from "@/api/limits";
import { FormDrawer } from "@/forms/FormDrawer";
import { useFit } from "@/forms/fit";
import { useFaults } from "@/forms/useFaults";
import { Refused } from "../people/Refused";
import { useInviting } from "./invitations";
import { LanguageField, TERMS, type Terms, TermsFields } from "./TermsFields";
import { texts } from "./texts";

interface Wish extends Terms {
  email: string;
  name?: string;
  language?: string;
}

/** Invites one person by mail. */
export function InviteDialog({ close }: { close: () => void }) {
  const t = texts.use();
  const fit = useFit();
  const [form] = Form.useForm<Wish>();
  const inviting = useInviting(close);
  useFaults(form, inviting.error);

  return (
    <FormDrawer
      title={t("invite")}
      form={form}
      label={t("send")}
      action={inviting}
      close={close}
      width={480}
      failure={<Refused error={inviting.error} />}
    >
      <Form<Wish>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={TERMS}
        onFinish={({ email, name, role, department, days, language }) =>
          inviting.run({
            email: email.trim(),
            role,
            expiresInDays: days,
            ...(name === undefined || name.trim() === "" ? {} : { name: name.trim() }),
            ...(department == null ? {} : { department }),
            ...(language === undefined ? {} : { language }),
          })
        }
      >
        <Form.Item
          name="email"
          label={t("email")}
          validateTrigger="onBlur"
          rules={[
            ...fit.line(limits.NewInvitation_email, t("emailNeeded")),
            { pattern: /^\s*[^\s@]+@[^\s@]+\s*$/, message: t("emailNeeded") },
          ]}
        >
          <Input inputMode="email" autoCapitalize="none" autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="name"
          label={t("name")}
          extra={t("nameHint")}
          rules={fit.line(limits.NewInvitation_name)}
        >
          <Input dir="auto" autoComplete="off" />
        </Form.Item>
        <TermsFields />
        <LanguageField />
      </Form>
    </FormDrawer>
  );
}
