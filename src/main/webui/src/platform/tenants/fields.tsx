import { AutoComplete, Form, Input, Select, Typography } from "antd";
import * as limits from "@/api/limits";
import { useFit } from "@/forms/fit";
import { LabelsInput, useLabelRules } from "@/forms/LabelsInput";
import { SLUG_PATTERN } from "@/forms/slug";
import { usePlans } from "../fleet/counts";
import { useServers } from "../servers/servers";
import { texts } from "./texts";

/** What a tenant is called. */
export function NameField() {
  const t = texts.use();
  const fit = useFit();
  return (
    <Form.Item
      name="name"
      label={t("name")}
      rules={fit.line(limits.NewTenant_name, t("nameNeeded"))}
    >
      <Input autoFocus autoComplete="off" dir="auto" />
    </Form.Item>
  );
}

export function SlugField() {
  const t = texts.use();
  return (
    <Form.Item
      name="slug"
      label={t("slug")}
      extra={t("slugHint")}
      validateTrigger="onBlur"
      rules={[{ required: true, pattern: SLUG_PATTERN, message: t("slugWrong") }]}
    >
      <Input autoComplete="off" spellCheck={false} />
    </Form.Item>
  );
}

export function PlanField({ hint }: { hint: string }) {
  const t = texts.use();
  const fit = useFit();
  const plans = usePlans();
  return (
    <Form.Item name="plan" label={t("plan")} extra={hint} rules={fit.line(limits.NewTenant_plan)}>
      <AutoComplete options={plans.map((value) => ({ value }))}>
        <Input autoComplete="off" spellCheck={false} />
      </AutoComplete>
    </Form.Item>
  );
}

/** Where a tenant comes to lie. */
export function PlacementFields({ hint }: { hint: string }) {
  const t = texts.use();
  const servers = useServers().data ?? [];
  return (
    <>
      <Heading>{t("placement")}</Heading>
      <Form.Item name="server" label={t("server")} extra={hint}>
        <Select
          allowClear
          placeholder={t("serverChoice")}
          options={servers.map(({ name, state }) => ({
            value: name,
            label: name,
            disabled: state !== "active",
          }))}
        />
      </Form.Item>
      <Form.Item name="labels" label={t("labels")} extra={t("labelsHint")} rules={useLabelRules()}>
        <LabelsInput />
      </Form.Item>
    </>
  );
}

/** Who can let others in afterwards. */
export function AdministratorFields() {
  const t = texts.use();
  const fit = useFit();
  return (
    <>
      <Heading>{t("administrator")}</Heading>
      <Form.Item
        name={["admin", "name"]}
        label={t("adminName")}
        rules={fit.line(limits.FirstAdministrator_name, t("adminNameNeeded"))}
      >
        <Input autoComplete="off" dir="auto" />
      </Form.Item>
      <Form.Item
        name={["admin", "email"]}
        label={t("adminEmail")}
        validateTrigger="onBlur"
        rules={[
          ...fit.line(limits.FirstAdministrator_email),
          { required: true, type: "email", message: t("adminEmailWrong") },
        ]}
      >
        <Input autoComplete="off" inputMode="email" />
      </Form.Item>
      <Form.Item
        name={["admin", "password"]}
        label={t("adminPassword")}
        extra={t("adminPasswordHint")}
        validateTrigger="onBlur"
        rules={[
          ...fit.secret(limits.FirstAdministrator_password),
          { min: 12, message: t("adminPasswordShort") },
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}

export function Heading({ children }: { children: string }) {
  return (
    <Typography.Title level={2} style={{ fontSize: 15, marginTop: 4 }}>
      {children}
    </Typography.Title>
  );
}

/** What the forms of a new tenant hold. */
export interface TenantFields {
  name: string;
  slug: string;
  plan?: string;
  server?: string;
  labels?: Record<string, string>;
  admin: { name: string; email: string; password?: string };
}

/** A wish for a tenant, of what was typed: what is empty is left to the platform. */
export function wishOf({ name, slug, plan, server, labels, admin }: TenantFields) {
  return {
    name: name.trim(),
    slug,
    plan: plan?.trim() || null,
    server: server ?? null,
    labels: labels === undefined || Object.keys(labels).length === 0 ? null : labels,
    admin: {
      name: admin.name.trim(),
      email: admin.email.trim(),
      password: admin.password || null,
    },
  };
}
