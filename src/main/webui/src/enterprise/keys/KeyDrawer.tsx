import { Alert, Checkbox, DatePicker, Flex, Form, Input, Radio } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import * as limits from "@/api/limits";
import { ConnectionError } from "@/api/problem";
import type { MadeApiKey } from "@/api/schema";
import { FormDrawer } from "@/forms/FormDrawer";
import { useFit } from "@/forms/fit";
import { useFaults } from "@/forms/useFaults";
import { useMay } from "@/session/me";
import { useMaking } from "./keys";
import { GROUPS } from "./permissions";
import { texts } from "./texts";

interface Typed {
  name: string;
  permissions: string[];
  expiry: "30" | "90" | "365" | "never" | "on";
  day?: Dayjs;
}

interface KeyDrawerProps {
  close: () => void;
  made: (made: MadeApiKey) => void;
}

/** Where a key is made. */
export function KeyDrawer({ close, made }: KeyDrawerProps) {
  const t = texts.use();
  const fit = useFit();
  const may = useMay();
  const [form] = Form.useForm<Typed>();
  const making = useMaking(made);
  useFaults(form, making.error);

  const expiry = Form.useWatch("expiry", form);

  return (
    <FormDrawer title={t("create")} form={form} label={t("make")} action={making} close={close}>
      {making.error instanceof ConnectionError && <Alert type="info" title={t("lost")} />}
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: "", permissions: [], expiry: "90" }}
        onFinish={(typed) =>
          making.run({
            name: typed.name,
            permissions: typed.permissions,
            expiresAt: endOf(typed),
          })
        }
      >
        <Form.Item
          name="name"
          label={t("name")}
          extra={t("nameHint")}
          rules={fit.line(limits.NewApiKey_name, t("nameNeeded"))}
        >
          <Input autoFocus dir="auto" />
        </Form.Item>
        <Form.Item
          name="permissions"
          label={t("may")}
          extra={t("mayHint")}
          rules={[
            {
              // Not `required`: a group of boxes cannot say that to screen readers.
              validator: async (_, chosen: string[]) => {
                if (chosen.length === 0) {
                  throw new Error(t("mayNeeded"));
                }
              },
            },
          ]}
        >
          <Checkbox.Group style={{ width: "100%" }}>
            <Flex vertical gap="middle" style={{ width: "100%" }}>
              {GROUPS.map(({ group, permissions }) => (
                <div key={group}>
                  <div className="choices-head">{t(group)}</div>
                  <div className="choices">
                    {permissions.map((permission) => (
                      <Checkbox key={permission} value={permission} disabled={!may(permission)}>
                        {t(permission)}
                      </Checkbox>
                    ))}
                  </div>
                </div>
              ))}
            </Flex>
          </Checkbox.Group>
        </Form.Item>
        <Form.Item
          name="expiry"
          label={t("expiry")}
          {...(expiry === "never" ? { extra: t("neverHint") } : {})}
        >
          <Radio.Group>
            <Flex vertical gap={6}>
              <Radio value="30">{t("expires30")}</Radio>
              <Radio value="90">{t("expires90")}</Radio>
              <Radio value="365">{t("expires365")}</Radio>
              <Radio value="on">{t("expiresOn")}</Radio>
              <Radio value="never">{t("expiresNever")}</Radio>
            </Flex>
          </Radio.Group>
        </Form.Item>
        {expiry === "on" && (
          <Form.Item
            name="day"
            label={t("day")}
            rules={[{ required: true, message: t("dayNeeded") }]}
          >
            <DatePicker minDate={dayjs().add(1, "day")} style={{ width: "100%" }} />
          </Form.Item>
        )}
      </Form>
    </FormDrawer>
  );
}

/** The end of the last day that it is good on. */
function endOf({ expiry, day }: Typed): string | null {
  if (expiry === "never") {
    return null;
  }
  const last = expiry === "on" ? (day ?? dayjs()) : dayjs().add(Number(expiry), "day");
  return last.endOf("day").toISOString();
}
