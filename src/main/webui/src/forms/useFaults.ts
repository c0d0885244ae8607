import type { FormInstance } from "antd";
import { useEffect } from "react";
import { isProblem } from "@/api/problem";
import { useWords } from "@/states/problems";

type Name = (string | number)[];

/** Shows what the server says against a form's values at the fields that it names (`/admin/email`). */
export function useFaults(form: FormInstance, error: unknown): void {
  const words = useWords();
  useEffect(() => {
    if (!isProblem(error)) {
      return;
    }
    const said = new Map<string, { name: Name; errors: string[] }>();
    for (const fault of error.faults) {
      const name = fieldOf(form, fault.pointer);
      if (name !== undefined) {
        const key = JSON.stringify(name);
        const wrong = words?.fault(fault) ?? fault.detail;
        said.set(key, { name, errors: [...(said.get(key)?.errors ?? []), wrong] });
      }
    }
    const fields = [...said.values()];
    form.setFields(fields);
    const first = fields[0];
    if (first !== undefined) {
      form.scrollToField(first.name, { focus: true });
    }
  }, [form, error, words]);
}

/**
 * The field that a pointer is about. A value may be a part of what its field holds (`/domains/0`), or
 * lie deeper in what is sent than in the form (`/capacity/maxTenants`).
 */
function fieldOf(form: FormInstance, pointer: string | null | undefined): Name | undefined {
  const whole = (pointer ?? "")
    .split("/")
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  for (let end = whole.length; end > 0; end--) {
    for (let start = 0; start < end; start++) {
      const name = whole.slice(start, end);
      if (typeof name[0] === "string" && form.getFieldInstance(name) != null) {
        return name;
      }
    }
  }
  return undefined;
}
