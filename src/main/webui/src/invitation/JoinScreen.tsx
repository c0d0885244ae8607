import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { body, open } from "@/api/client";
import * as limits from "@/api/limits";
import type { JoiningWish } from "@/api/schema";
import { useFit } from "@/forms/fit";
import { useAction } from "@/forms/useAction";
import { useFaults } from "@/forms/useFaults";
import { Failure } from "@/states/Failure";
import { BeforeSignIn, Front } from "@/workspace/Front";
import { texts } from "./texts";

/** For people whose organisation lets in whoever has an address of its domain. */
export default function JoinScreen() {
  return (
    <BeforeSignIn>
      <Join />
    </BeforeSignIn>
  );
}

function Join() {
  const t = texts.use();
  const fit = useFit();
  const [search] = useSearchParams();
  const [form] = Form.useForm<JoiningWish>();
  const [asked, setAsked] = useState<string | null>(null);
  const asking = useAction({
    call: (wish: JoiningWish) => body(open.POST("/api/v1/auth/join", { body: wish })),
    done: (_, { email }) => setAsked(email),
  });
  useFaults(form, asking.error);
  return (
    <Front
      title={t("domainTitle")}
      lead={t("domainLead")}
      foot={
        <p>
          <Link to="/invitation">{t("toCode")}</Link>
          {" · "}
          <Link to="/sign-in">{t("signIn")}</Link>
        </p>
      }
    >
      {asked !== null ? (
        <Alert
          type="info"
          showIcon
          role="status"
          title={t("mailTitle")}
          description={t("domainAsked", { email: asked })}
        />
      ) : (
        <Form<JoiningWish>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ tenant: search.get("tenant") ?? "" }}
          onFinish={({ tenant, email, name }) =>
            asking.run({
              tenant: tenant.trim(),
              email: email.trim(),
              ...(name == null ? {} : { name: name.trim() }),
            })
          }
        >
          <Failure error={asking.error} />
          <Form.Item
            name="tenant"
            label={t("domainTenant")}
            extra={t("domainTenantHint")}
            normalize={(typed: string) => typed.toLowerCase().trim()}
            rules={fit.line(limits.JoiningWish_tenant, t("domainTenantNeeded"))}
          >
            <Input autoComplete="off" spellCheck={false} placeholder="acme" />
          </Form.Item>
          <Form.Item
            name="email"
            label={t("email")}
            rules={fit.line(limits.JoiningWish_email, t("emailNeeded"))}
          >
            <Input inputMode="email" autoCapitalize="none" autoComplete="username" />
          </Form.Item>
          <Form.Item
            name="name"
            label={t("name")}
            rules={fit.line(limits.JoiningWish_name, t("nameNeeded"))}
          >
            <Input dir="auto" autoComplete="name" />
          </Form.Item>
          <Button block type="primary" htmlType="submit" loading={asking.isRunning}>
            {t("sendLink")}
          </Button>
        </Form>
      )}
    </Front>
  );
}
