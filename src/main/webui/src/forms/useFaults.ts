import type { FormInstance } from "antd";
import { useEffect } from "react";
import { isProblem } from "@/api/problem";

/** Shows what the server says against a form's values at the fields that it names (`/admin/email`). */
export function useFaults(form: FormInstance, error: unknown): void {
  useEffect(() => {
    if (!isProblem(error)) {
      return;
    }
    const fields = error.faults.flatMap((fault) => {
      const name = fault.pointer?.split("/").slice(1) ?? [];
      return name.length > 0 && form.getFieldInstance(name) != null
        ? [{ name, errors: [fault.detail] }]
        : [];
    });
    form.setFields(fields);
    const first = fields[0];
    if (first !== undefined) {
      form.scrollToField(first.name, { focus: true });
    }
  }, [form, error]);
}
