import { Button, Card, Flex, Form, Select, Switch, Typography } from "antd";
import * as limits from "@/api/limits";
import type { AccessPolicy, AccessPolicyWish } from "@/api/schema";
import { useWrong } from "@/forms/fit";
import { useFaults } from "@/forms/useFaults";
import { Failure } from "@/states/Failure";
import { Ready } from "@/states/States";
import { useChangingJoining, useJoining } from "./policies";
import { texts } from "./texts";

/** How people become members. */
export function JoiningCard() {
  const t = texts.use();
  const joining = useJoining();
  return (
    <Card title={<h2 className="card-title">{t("joining")}</h2>}>
      <Ready query={joining} rows={4}>
        {(policy) => <JoiningForm policy={policy} />}
      </Ready>
    </Card>
  );
}

const DOMAIN = /^[^\s@./]+(\.[^\s@./]+)+$/;

function JoiningForm({ policy }: { policy: AccessPolicy }) {
  const t = texts.use();
  const wrong = useWrong();
  const [form] = Form.useForm<AccessPolicyWish>();
  const changing = useChangingJoining();
  useFaults(form, changing.error);
  return (
    <Flex vertical gap="middle">
      <Failure error={changing.error} />
      <Form<AccessPolicyWish>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={policy}
        onFinish={({ approvalRequired, domains, language }) =>
          changing.run({
            approvalRequired: approvalRequired ?? false,
            domains: (domains ?? []).map((domain) => domain.trim()),
            language: language ?? null,
          })
        }
      >
        <div className="toggle">
          <Form.Item name="approvalRequired" valuePropName="checked" noStyle>
            <Switch aria-label={t("approval")} />
          </Form.Item>
          <label htmlFor="approvalRequired">
            {t("approval")}
            <br />
            <Typography.Text type="secondary">{t("approvalHint")}</Typography.Text>
          </label>
        </div>
        <Form.Item
          name="domains"
          label={t("domains")}
          extra={t("domainsHint")}
          rules={[
            {
              validator: async (_, domains: string[] | undefined) => {
                for (const domain of domains ?? []) {
                  const against =
                    wrong(domain, "line", limits.NewSignOnDomain_domain) ??
                    (DOMAIN.test(domain.trim()) ? null : t("domainWrong", { domain }));
                  if (against !== null) {
                    throw new Error(against);
                  }
                }
              },
            },
          ]}
        >
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            tokenSeparators={[",", " ", ";"]}
            maxCount={100}
            placeholder="acme.example"
          />
        </Form.Item>
        <Form.Item name="language" label={t("language")}>
          <Select
            allowClear
            placeholder={t("languageAny")}
            style={{ maxWidth: 280 }}
            options={[
              { value: "en", label: "English" },
              { value: "zh-CN", label: "简体中文" },
            ]}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={changing.isRunning}>
          {t("save")}
        </Button>
      </Form>
    </Flex>
  );
}
