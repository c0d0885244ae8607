import { MoreOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useNavigate } from "react-router";
import type { Role } from "@/api/schema";
import { useMeans } from "@/pickers/roles";
import { useMay } from "@/session/me";
import { useRoleName } from "@/workspace/roles";
import { isChangeable } from "./roles";
import { texts } from "./texts";

export interface RoleActions {
  change: (role: Role) => void;
  remove: (role: Role) => void;
}

/** What can be done with a role. */
export function RoleMenu({ role, actions }: { role: Role; actions: RoleActions }) {
  const t = texts.use();
  const may = useMay();
  const means = useMeans();
  const name = useRoleName();
  const navigate = useNavigate();
  const changeable = may("role:manage") && isChangeable(means, role);
  const items = [
    ...(may("member:read") ? [{ key: "who", label: t("who") }] : []),
    ...(changeable
      ? [
          { key: "change", label: t("settings") },
          { key: "remove", label: t("remove"), danger: true },
        ]
      : []),
  ];
  if (items.length === 0) {
    return null;
  }
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items,
        onClick: ({ key }) => {
          if (key === "who") {
            void navigate(`../members?state=all&role=${role.id}`);
          } else if (key === "change") {
            actions.change(role);
          } else {
            actions.remove(role);
          }
        },
      }}
    >
      <Button
        type="text"
        size="small"
        icon={<MoreOutlined />}
        aria-label={t("actions", { name: name(role.id, role.name) })}
      />
    </Dropdown>
  );
}
