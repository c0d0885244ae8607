import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  PlusOutlined,
} from "@ant-design/icons";
import { Button, Card, Flex, Form, Input, Typography } from "antd";
import * as limits from "@/api/limits";
import { useFit } from "@/forms/fit";
import { DepartmentPicker } from "@/pickers/DepartmentPicker";
import { RolePicker } from "@/pickers/RolePicker";
import { texts } from "./texts";

/** Rules by which people get roles and departments; their order counts. */
export function RulesEditor({ claim }: { claim: string }) {
  const t = texts.use();
  const fit = useFit();
  return (
    <section aria-label={t("rules")} className="rules">
      <Typography.Paragraph type="secondary">{t("rulesHint")}</Typography.Paragraph>
      <Form.List name="rules">
        {(fields, { add, remove, move }) => (
          <Flex vertical gap="small">
            {fields.length === 0 && (
              <Typography.Text type="secondary">{t("noRules")}</Typography.Text>
            )}
            {fields.map(({ key, name }, index) => {
              const number = index + 1;
              return (
                <Card
                  key={key}
                  size="small"
                  title={<h3 className="card-title small-title">{t("rule", { number })}</h3>}
                  extra={
                    <>
                      <Button
                        type="text"
                        size="small"
                        icon={<ArrowUpOutlined />}
                        aria-label={t("up", { number })}
                        disabled={index === 0}
                        onClick={() => move(index, index - 1)}
                      />
                      <Button
                        type="text"
                        size="small"
                        icon={<ArrowDownOutlined />}
                        aria-label={t("down", { number })}
                        disabled={number === fields.length}
                        onClick={() => move(index, index + 1)}
                      />
                      <Button
                        type="text"
                        size="small"
                        icon={<DeleteOutlined />}
                        aria-label={t("removeRule", { number })}
                        onClick={() => remove(name)}
                      />
                    </>
                  }
                >
                  <div className="rule">
                    <Form.Item
                      name={[name, "claim"]}
                      label={t("claim")}
                      tooltip={t("claimHint")}
                      rules={fit.line(limits.SignOnRule_claim, t("claimNeeded"))}
                    >
                      <Input className="code" autoComplete="off" />
                    </Form.Item>
                    <Form.Item
                      name={[name, "value"]}
                      label={t("value")}
                      rules={fit.line(limits.SignOnRule_value, t("valueNeeded"))}
                    >
                      <Input className="code" autoComplete="off" />
                    </Form.Item>
                    <Form.Item name={[name, "role"]} label={t("role")}>
                      <RolePicker allowClear placeholder={t("noRole")} />
                    </Form.Item>
                    <Form.Item name={[name, "department"]} label={t("department")}>
                      <DepartmentPicker allowClear placeholder={t("noDepartment")} />
                    </Form.Item>
                  </div>
                </Card>
              );
            })}
            <Button
              type="dashed"
              icon={<PlusOutlined />}
              disabled={fields.length >= 200}
              onClick={() => add({ claim, value: "", role: null, department: null })}
            >
              {t("addRule")}
            </Button>
          </Flex>
        )}
      </Form.List>
    </section>
  );
}
