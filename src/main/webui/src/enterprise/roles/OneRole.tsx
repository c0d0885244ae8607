import { Alert, Card, Flex, Typography } from "antd";
import type { Role } from "@/api/schema";
import { RolePicker } from "@/pickers/RolePicker";
import { useMeans } from "@/pickers/roles";
import { useMay } from "@/session/me";
import { Permitted } from "./Permitted";
import { type Group, useNoun } from "./permissions";
import { type RoleActions, RoleMenu } from "./RoleMenu";
import { isChangeable } from "./roles";
import { texts } from "./texts";
import type { Drafting } from "./useDrafts";

interface OneRoleProps {
  role: Role;
  choose: (id: string) => void;
  groups: readonly Group[];
  drafting: Drafting;
  actions: RoleActions;
}

/** One role at a time, where there is no room for more. */
export function OneRole({ role, choose, groups, drafting, actions }: OneRoleProps) {
  const t = texts.use();
  const noun = useNoun();
  const may = useMay();
  const means = useMeans();
  return (
    <Flex vertical gap="middle">
      <Flex gap="small" align="center">
        <RolePicker
          givable={false}
          aria-label={t("role")}
          value={role.id}
          onChange={choose}
          style={{ flex: 1, minWidth: 0 }}
        />
        <RoleMenu role={role} actions={actions} />
      </Flex>
      <Typography.Text type="secondary">
        {t("scope")}: {t(`scope_${role.scope}`)}
      </Typography.Text>
      {may("role:manage") && !isChangeable(means, role) && (
        <Alert type="info" showIcon title={t(role.ofProduct ? "readOnly" : "beyondRole")} />
      )}
      {groups.map((group) => (
        <Card
          key={group.noun}
          size="small"
          title={<h2 className="card-title">{noun(group.noun)}</h2>}
        >
          <Flex vertical gap="small">
            {group.permissions.map((permission) => (
              <Permitted
                key={permission.name}
                role={role}
                permission={permission}
                drafting={drafting}
                labelled
              />
            ))}
          </Flex>
        </Card>
      ))}
    </Flex>
  );
}
