import { Button, Flex, Form, Select, Spin, Typography } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Page } from "@/workspace/Page";
import { Trail } from "../fleet/Trail";
import { shortVersion, useMigrationPlan, useStarting } from "./migrations";
import { PlanFailure } from "./PlanFailure";
import { PlanView } from "./PlanView";
import { SettingsForm } from "./SettingsForm";
import { texts } from "./texts";

/** A slug, or an id. */
const TENANT = /^[a-zA-Z0-9-]{1,40}$/;

/** What a migration would do, before it is started. */
export default function PlanScreen() {
  const t = texts.use();
  const navigate = useNavigate();
  const [typed, setTyped] = useState<readonly string[]>([]);
  const [tenants, setTenants] = useState<readonly string[]>([]);
  const wrong = typed.find((each) => !TENANT.test(each));
  const plan = useMigrationPlan(tenants);
  const starting = useStarting(({ id }) => void navigate(`/platform/migrations/${id}`));
  return (
    <Page
      title={t("planTitle")}
      lead={t("planLead")}
      trail={<Trail to="/platform/migrations" label={t("title")} here={t("planTitle")} />}
    >
      <Flex vertical gap="middle">
        <Form layout="vertical" onFinish={() => setTenants(typed)}>
          <Flex wrap gap="small" align="end">
            <Form.Item
              label={t("scope")}
              htmlFor="plan-tenants"
              extra={t("scopeHint")}
              {...(wrong === undefined
                ? {}
                : {
                    validateStatus: "error",
                    help: t("scopeWrong", { wrong: wrong.slice(0, 40) }),
                  })}
              style={{ flex: "1 1 280px", margin: 0 }}
            >
              <Select
                id="plan-tenants"
                mode="tags"
                open={false}
                suffixIcon={null}
                tokenSeparators={[",", ";", " ", "\n"]}
                placeholder={t("scopeAll")}
                value={[...typed]}
                onChange={setTyped}
              />
            </Form.Item>
            <Button htmlType="submit" disabled={wrong !== undefined} style={{ marginBottom: 22 }}>
              {t("planAgain")}
            </Button>
          </Flex>
        </Form>
        {plan.data === undefined ? (
          plan.error === null ? (
            <Planning />
          ) : (
            <PlanFailure error={plan.error} again={() => void plan.refetch()} />
          )
        ) : (
          <>
            <PlanView
              plan={plan.data}
              nothing={t("allUpToDate", { version: shortVersion(plan.data.to ?? "") })}
            />
            {plan.data.ways.length > 0 && (
              <SettingsForm
                plan={plan.data}
                tenants={tenants}
                label={t("start")}
                action={starting}
              />
            )}
          </>
        )}
      </Flex>
    </Page>
  );
}

/** While a plan is rehearsed, which takes seconds the first time. */
export function Planning() {
  const t = texts.use();
  return (
    <Flex gap="small" align="center" role="status">
      <Spin />
      <Typography.Text type="secondary">{t("planning")}</Typography.Text>
    </Flex>
  );
}
