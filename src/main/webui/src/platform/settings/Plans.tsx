import { AutoComplete, Button, Flex, Form, Input, Space, Typography } from "antd";
import { useSearchParams } from "react-router";
import { Nothing } from "@/states/Nothing";
import { usePlans } from "../fleet/counts";
import { PlanSettings } from "./PlanSettings";
import { PLAN } from "./plans";
import { texts } from "./texts";

/** What holds for the tenants of a plan; which plan stands in the address. */
export function Plans() {
  const t = texts.use();
  const plans = usePlans();
  const [search, setSearch] = useSearchParams();
  const [form] = Form.useForm<{ plan: string }>();
  const plan = search.get("plan");

  function show(wished: string): void {
    setSearch(
      (present) => {
        const next = new URLSearchParams(present);
        next.set("plan", wished);
        return next;
      },
      { replace: true },
    );
  }

  return (
    <Flex vertical gap="middle">
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ plan }}
        onFinish={({ plan: wished }) => show(wished.trim())}
      >
        <Form.Item label={t("plan")} htmlFor="plan" extra={t("planHint")} style={{ margin: 0 }}>
          <Space.Compact style={{ width: "min(420px, 100%)" }}>
            <Form.Item
              name="plan"
              noStyle
              normalize={(typed: string) => typed.toLowerCase()}
              rules={[{ required: true, pattern: PLAN, message: t("planWrong") }]}
            >
              <AutoComplete
                id="plan"
                style={{ flex: 1 }}
                options={plans.map((value) => ({ value }))}
                onSelect={show}
              >
                <Input autoComplete="off" spellCheck={false} />
              </AutoComplete>
            </Form.Item>
            <Button htmlType="submit">{t("show")}</Button>
          </Space.Compact>
        </Form.Item>
      </Form>
      {plan === null || !PLAN.test(plan) ? (
        <Nothing
          action={
            <Flex wrap gap="small" justify="center">
              {plans.map((each) => (
                <Button
                  key={each}
                  onClick={() => {
                    form.setFieldValue("plan", each);
                    show(each);
                  }}
                >
                  {each}
                </Button>
              ))}
            </Flex>
          }
        >
          {t("planChoose")}
        </Nothing>
      ) : (
        <>
          <Typography.Text type="secondary">{t("planLead")}</Typography.Text>
          <PlanSettings key={plan} plan={plan} />
        </>
      )}
    </Flex>
  );
}
