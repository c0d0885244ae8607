import { Flex, Typography } from "antd";
import { Fragment } from "react";
import type { Role } from "@/api/schema";
import { useRoleName } from "@/workspace/roles";
import { Permitted } from "./Permitted";
import { type Group, useNoun, usePermissionText } from "./permissions";
import { type RoleActions, RoleMenu } from "./RoleMenu";
import { texts } from "./texts";
import type { Drafting } from "./useDrafts";

interface MatrixProps {
  roles: readonly Role[];
  groups: readonly Group[];
  drafting: Drafting;
  actions: RoleActions;
}

/** All roles beside one another, and what each permits. */
export function Matrix({ roles, groups, drafting, actions }: MatrixProps) {
  const t = texts.use();
  const noun = useNoun();
  const text = usePermissionText();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className="matrix" aria-label={t("matrix")} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("permission")}</th>
            {roles.map((role) => (
              <th key={role.id} scope="col">
                <Head role={role} changed={role.id in drafting.drafts} actions={actions} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <Fragment key={group.noun}>
              <tr className="matrix-group">
                <th scope="colgroup" colSpan={roles.length + 1}>
                  <span>{noun(group.noun)}</span>
                </th>
              </tr>
              {group.permissions.map((permission) => (
                <tr key={permission.name}>
                  <th scope="row">{text(permission)}</th>
                  {roles.map((role) => (
                    <td key={role.id}>
                      <Permitted role={role} permission={permission} drafting={drafting} />
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Head({ role, changed, actions }: { role: Role; changed: boolean; actions: RoleActions }) {
  const t = texts.use();
  const name = useRoleName();
  return (
    <Flex vertical gap={2}>
      <Flex align="start" justify="space-between" gap={4}>
        <bdi className="matrix-role">
          {name(role.id, role.name)}
          {changed && <span aria-hidden> •</span>}
        </bdi>
        <RoleMenu role={role} actions={actions} />
      </Flex>
      <Typography.Text type="secondary" className="matrix-scope">
        {role.ofProduct && `${t("ofProduct")} · `}
        {t(`scope_${role.scope}`)}
      </Typography.Text>
    </Flex>
  );
}
