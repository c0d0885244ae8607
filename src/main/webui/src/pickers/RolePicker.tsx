import { Select, type SelectProps } from "antd";
import { useRoleName } from "@/workspace/roles";
import { covers, useMeans, useRoles } from "./roles";
import { texts } from "./texts";

interface RolePickerProps
  extends Omit<SelectProps<string>, "options" | "loading" | "showSearch" | "mode"> {
  /** Only those that one may give; that is what is mostly wanted. */
  givable?: boolean;
  /** Roles that are no choice here. */
  without?: readonly string[];
}

/** Where a role is chosen, by its name. */
export function RolePicker({ givable = true, without = [], ...select }: RolePickerProps) {
  const t = texts.use();
  const name = useRoleName();
  const roles = useRoles();
  const means = useMeans();
  const offered = (roles.data ?? []).filter(
    (role) =>
      !without.includes(role.id) &&
      (!givable || role.id === select.value || (means !== null && covers(means, role))),
  );
  const group = (ofProduct: boolean) =>
    offered
      .filter((role) => role.ofProduct === ofProduct)
      .map((role) => ({ value: role.id, label: name(role.id, role.name) }));
  const own = group(false);
  return (
    <Select<string>
      placeholder={t("role")}
      loading={roles.isPending}
      notFoundContent={roles.error === null ? t("none") : t("failed")}
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
      options={
        own.length === 0
          ? group(true)
          : [
              { label: t("ofProduct"), options: group(true) },
              { label: t("own"), options: own },
            ]
      }
      {...select}
    />
  );
}
