import { Button, Card, DatePicker, Flex, Form, Radio, Typography } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import type { SupportAccess } from "@/api/schema";
import { useFaults } from "@/forms/useFaults";
import { useMay } from "@/session/me";
import { Failure } from "@/states/Failure";
import { Ready } from "@/states/States";
import { useAllowingSupport, useSupport } from "./policies";
import { texts } from "./texts";
import { Visits } from "./Visits";

const MODES = ["none", "read-only", "full"] as const;

/** Whether people of the platform may come in as guests, and who did. */
export function SupportCard() {
  const t = texts.use();
  const support = useSupport();
  return (
    <Card title={<h2 className="card-title">{t("support")}</h2>}>
      <Flex vertical gap="middle">
        <Typography.Text type="secondary">{t("supportLead")}</Typography.Text>
        <Ready query={support} rows={4}>
          {(access) => <SupportForm access={access} />}
        </Ready>
        <section aria-label={t("visits")}>
          <Typography.Title level={3} style={{ fontSize: 15 }}>
            {t("visits")}
          </Typography.Title>
          <Visits />
        </section>
      </Flex>
    </Card>
  );
}

interface Typed {
  allowed: SupportAccess["allowed"];
  until: Dayjs | null;
}

function SupportForm({ access }: { access: SupportAccess }) {
  const t = texts.use();
  const manages = useMay()("support-access:manage");
  const [form] = Form.useForm<Typed>();
  const allowing = useAllowingSupport();
  useFaults(form, allowing.error);
  const allowed = Form.useWatch("allowed", form);
  return (
    <>
      <Failure error={allowing.error} />
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={!manages}
        initialValues={{
          allowed: access.allowed,
          until: access.until == null ? null : dayjs(access.until),
        }}
        onFinish={(typed) =>
          allowing.run({
            allowed: typed.allowed,
            until: typed.allowed === "none" ? null : (typed.until?.toISOString() ?? null),
          })
        }
      >
        <Form.Item name="allowed" label={t("allowed")}>
          <Radio.Group className="two-lines">
            <Flex vertical gap="small">
              {MODES.map((mode) => (
                <Radio key={mode} value={mode}>
                  {t(mode)}
                  <br />
                  <Typography.Text type="secondary">{t(`${mode}Hint`)}</Typography.Text>
                </Radio>
              ))}
            </Flex>
          </Radio.Group>
        </Form.Item>
        {allowed !== undefined && allowed !== "none" && (
          <Form.Item name="until" label={t("until")} extra={t("untilHint")}>
            <DatePicker
              showTime={{ format: "HH:mm" }}
              format="YYYY-MM-DD HH:mm"
              minDate={dayjs()}
              style={{ width: "min(280px, 100%)" }}
            />
          </Form.Item>
        )}
        {manages && (
          <Flex wrap gap="small" align="center">
            <Button type="primary" htmlType="submit" loading={allowing.isRunning}>
              {t("save")}
            </Button>
            <Typography.Text type="secondary">{t("shorter")}</Typography.Text>
          </Flex>
        )}
      </Form>
    </>
  );
}
