import { App, Button, Card, Checkbox, Flex, Form, Input, InputNumber } from "antd";
import type { MigrationPlan, NewMigration } from "@/api/schema";
import { useFit } from "@/forms/fit";
import { type Labels, LabelsInput, useLabelRules } from "@/forms/LabelsInput";
import type { Action } from "@/forms/useAction";
import { useFaults } from "@/forms/useFaults";
import { useFormats } from "@/texts/format";
import { PlanFailure } from "./PlanFailure";
import { databasesOf, destroysData } from "./PlanView";
import { texts } from "./texts";
import { afterWaves, readWaves } from "./waves";

interface Typed {
  canary: Labels;
  waves: string;
  parallelism: number;
  errorBudget: number;
  lockWaitSeconds: number;
  statementSeconds: number;
  attempts: number;
  repair: boolean;
  destructive: boolean;
}

const USUAL: Typed = {
  canary: {},
  waves: "10, 50, 100",
  parallelism: 4,
  errorBudget: 0,
  lockWaitSeconds: 5,
  statementSeconds: 600,
  attempts: 5,
  repair: false,
  destructive: false,
};

const NUMBERS = [
  ["parallelism", "parallelism", 1, 32],
  ["errorBudget", "errorBudget", 0, 1_000_000],
  ["lockWaitSeconds", "lockWait", 1, 3600],
  ["statementSeconds", "statementLimit", 1, 86_400],
  ["attempts", "attempts", 1, 20],
] as const;

interface SettingsFormProps {
  plan: MigrationPlan;
  tenants: readonly string[];
  label: string;
  action: Action<NewMigration>;
}

/** How a migration is made, and the button that starts it. */
export function SettingsForm({ plan, tenants, label, action }: SettingsFormProps) {
  const t = texts.use();
  const fit = useFit();
  const { number } = useFormats();
  const { modal } = App.useApp();
  const [form] = Form.useForm<Typed>();
  useFaults(form, action.error);
  const databases = databasesOf(plan);
  const destroys = destroysData(plan);
  const typed = Form.useWatch([], form) as Typed | undefined;
  const waves = readWaves(typed?.waves ?? USUAL.waves);
  const hasCanaries = Object.keys(typed?.canary ?? {}).length > 0;

  function ask({ waves: written, destructive, ...settings }: Typed): void {
    modal.confirm({
      title: t("startAsk", { count: databases }),
      content: destructive && destroys ? t("startDestroys") : t("startDetail"),
      okText: label,
      okButtonProps: { danger: destructive && destroys },
      cancelText: t("cancelWord"),
      onOk: () =>
        action.run({
          ...settings,
          canary: { ...settings.canary },
          waves: readWaves(written) ?? [100],
          destructive,
          ...(tenants.length === 0 ? {} : { tenants: [...tenants] }),
        }),
    });
  }

  return (
    <Card size="small" title={<h2 className="card-title">{t("settings")}</h2>}>
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={USUAL}
        onFinish={ask}
      >
        <div className="settings-grid">
          <Form.Item
            name="canary"
            label={t("canary")}
            extra={t("canaryHint")}
            rules={useLabelRules()}
          >
            <LabelsInput />
          </Form.Item>
          <Form.Item
            name="waves"
            label={t("waves")}
            extra={
              waves === null
                ? t("wavesHint")
                : t(hasCanaries ? "wavesWords" : "wavesWordsPlain", {
                    count: number(databases),
                    waves: afterWaves(waves, databases)
                      .map((count) => t("upTo", { count: number(count) }))
                      .join(" → "),
                  })
            }
            rules={[
              {
                validator: (_, value: string) =>
                  readWaves(value) === null
                    ? Promise.reject(new Error(t("wavesWrong")))
                    : Promise.resolve(),
              },
            ]}
          >
            <Input autoComplete="off" />
          </Form.Item>
          {NUMBERS.map(([name, text, min, max]) => (
            <Form.Item
              key={name}
              name={name}
              label={t(text)}
              rules={fit.number({ least: min, most: max }, "needed")}
            >
              <InputNumber precision={0} style={{ width: "100%" }} />
            </Form.Item>
          ))}
        </div>
        <Form.Item name="repair" valuePropName="checked" extra={t("repairHint")}>
          <Checkbox>{t("repair")}</Checkbox>
        </Form.Item>
        {destroys && (
          <Form.Item
            name="destructive"
            valuePropName="checked"
            rules={[
              {
                validator: (_, value: boolean) =>
                  value ? Promise.resolve() : Promise.reject(new Error(t("destructiveNeeded"))),
              },
            ]}
          >
            <Checkbox>{t("destructive")}</Checkbox>
          </Form.Item>
        )}
        <Flex vertical gap="middle" align="start">
          <PlanFailure error={action.error} />
          <Button type="primary" danger={destroys} htmlType="submit" loading={action.isRunning}>
            {label}
          </Button>
        </Flex>
      </Form>
    </Card>
  );
}
