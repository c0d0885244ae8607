import { Alert, Button, Card, Form, Input } from "antd";
import { isProblem } from "@/api/problem";
import { beyondPassword, NewPassword } from "@/forms/NewPassword";
import { useMe } from "@/session/me";
import { Failure } from "@/states/Failure";
import { Page } from "@/workspace/Page";
import "./account.css";
import * as limits from "@/api/limits";
import { useFit } from "@/forms/fit";
import { useChangingPassword } from "./own";
import { texts } from "./texts";

interface Change {
  password: string;
  newPassword: string;
}

/** Another password, for whoever knows the present one. */
export default function PasswordScreen() {
  const t = texts.use();
  const fit = useFit();
  const [form] = Form.useForm<Change>();
  const changing = useChangingPassword(() => form.resetFields());
  const email = useMe().data?.email ?? "";
  const wrong = isProblem(changing.error, "bad_credentials");
  return (
    <Page title={t("password")} lead={t("passwordLead")}>
      <Card className="own">
        <Form<Change> form={form} layout="vertical" requiredMark={false} onFinish={changing.run}>
          {wrong ? (
            <Alert
              type="error"
              showIcon
              role="alert"
              title={t("passwordWrong")}
              style={{ marginBottom: 16 }}
            />
          ) : (
            <Failure error={beyondPassword(changing.error)} />
          )}
          {/* For password managers, which keep it under the address. */}
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <Form.Item
            name="password"
            label={t("passwordNow")}
            rules={fit.secret(limits.PasswordChange_password, t("passwordNeeded"))}
          >
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <NewPassword form={form} error={changing.error} name="newPassword" instead />
          <Button type="primary" htmlType="submit" loading={changing.isRunning}>
            {t("passwordChange")}
          </Button>
        </Form>
      </Card>
    </Page>
  );
}
