import { Form, InputNumber, Select } from "antd";
import * as limits from "@/api/limits";
import { useFit } from "@/forms/fit";
import { DepartmentPicker } from "@/pickers/DepartmentPicker";
import { RolePicker } from "@/pickers/RolePicker";
import { useReach } from "@/pickers/reach";
import { useMay } from "@/session/me";
import { texts } from "./texts";

/** What somebody is to be who joins. */
export interface Terms {
  role: string;
  department?: string | null;
  days: number;
}

export const TERMS: Terms = { role: "member", department: null, days: 7 };

/** Role, department, and how long an invitation is good. */
export function TermsFields() {
  const t = texts.use();
  const fit = useFit();
  const may = useMay();
  const reach = useReach();
  return (
    <>
      <Form.Item
        name="role"
        label={t("role")}
        rules={[{ required: true, message: t("roleNeeded") }]}
      >
        <RolePicker />
      </Form.Item>
      {may("department:read") && (
        <Form.Item
          name="department"
          label={t("department")}
          normalize={(chosen?: string) => chosen ?? null}
          rules={[{ required: !reach.everywhere, message: t("departmentNeeded") }]}
        >
          <DepartmentPicker
            allowClear
            {...(reach.everywhere ? { placeholder: t("noDepartment") } : {})}
          />
        </Form.Item>
      )}
      <Form.Item
        name="days"
        label={t("days")}
        rules={fit.number(limits.NewInvitation_expiresInDays, "needed")}
      >
        <InputNumber precision={0} style={{ width: 120 }} />
      </Form.Item>
    </>
  );
}

export function LanguageField() {
  const t = texts.use();
  return (
    <Form.Item name="language" label={t("language")}>
      <Select
        allowClear
        placeholder={t("languageOf")}
        options={[
          { value: "en", label: "English" },
          { value: "zh-CN", label: "简体中文" },
        ]}
      />
    </Form.Item>
  );
}
