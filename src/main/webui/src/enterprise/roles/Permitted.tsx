import { CheckOutlined } from "@ant-design/icons";
import { Checkbox, Tooltip } from "antd";
import type { Permission, Role } from "@/api/schema";
import { covers, useMeans } from "@/pickers/roles";
import { useMay } from "@/session/me";
import { useRoleName } from "@/workspace/roles";
import { usePermissionText } from "./permissions";
import { isChangeable } from "./roles";
import { texts } from "./texts";
import type { Drafting } from "./useDrafts";

interface PermittedProps {
  role: Role;
  permission: Permission;
  drafting: Drafting;
  /** Whether what it is for stands beside it. */
  labelled?: boolean;
}

/** Whether a role permits something: to be changed by whoever may, to be seen by all others. */
export function Permitted({ role, permission, drafting, labelled = false }: PermittedProps) {
  const t = texts.use();
  const may = useMay();
  const means = useMeans();
  const name = useRoleName();
  const text = usePermissionText();
  const permitted = drafting.permits(role, permission.name);
  const label = t("allows", { role: name(role.id, role.name), permission: text(permission) });
  if (!may("role:manage") || !isChangeable(means, role)) {
    const sign = permitted ? (
      <CheckOutlined aria-label={t("yes")} className="permitted" />
    ) : (
      <span role="img" aria-label={t("no")} className="not-permitted">
        –
      </span>
    );
    return labelled ? (
      <span className="permission-line">
        {sign} {text(permission)}
      </span>
    ) : (
      sign
    );
  }
  const givable =
    means !== null && covers(means, { scope: role.scope, permissions: [permission.name] });
  const box = (
    <Checkbox
      checked={permitted}
      disabled={!givable}
      onChange={() => drafting.toggle(role, permission.name)}
      {...(labelled ? {} : { "aria-label": label })}
    >
      {labelled ? text(permission) : null}
    </Checkbox>
  );
  return givable ? box : <Tooltip title={t("beyond")}>{box}</Tooltip>;
}
