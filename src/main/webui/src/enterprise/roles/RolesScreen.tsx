import "./roles.css";
import { PlusOutlined } from "@ant-design/icons";
import { Button, Flex, Grid } from "antd";
import { useState } from "react";
import type { Role } from "@/api/schema";
import { useAddress } from "@/lists/useAddress";
import { useMeans, useRoles } from "@/pickers/roles";
import { useMay } from "@/session/me";
import { Ready } from "@/states/States";
import { Page } from "@/workspace/Page";
import { Refused } from "../people/Refused";
import { useStaying } from "../people/useStaying";
import { DeleteRoleDialog } from "./DeleteRoleDialog";
import { Matrix } from "./Matrix";
import { OneRole } from "./OneRole";
import { grouped } from "./permissions";
import { RoleDialog } from "./RoleDialog";
import { usePermissions, useSavingDrafts } from "./roles";
import { texts } from "./texts";
import { useDrafts } from "./useDrafts";

type Asked = { what: "make" } | { what: "change" | "remove"; role: Role };

/** What people may do, by their role. */
export default function RolesScreen() {
  const t = texts.use();
  const may = useMay();
  const means = useMeans();
  const wide = Grid.useBreakpoint().md ?? true;
  const roles = useRoles();
  const permissions = usePermissions();
  const drafting = useDrafts();
  const saving = useSavingDrafts(drafting.drop);
  const [filters, setFilters] = useAddress();
  const [asked, setAsked] = useState<Asked | null>(null);
  useStaying(Object.keys(drafting.drafts).length > 0);
  const actions = {
    change: (role: Role) => setAsked({ what: "change", role }),
    remove: (role: Role) => setAsked({ what: "remove", role }),
  };
  const changed = (roles.data ?? []).filter(({ id }) => id in drafting.drafts);

  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        may("role:manage") &&
        means?.wholeTenant === true && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAsked({ what: "make" })}>
            {t("create")}
          </Button>
        )
      }
    >
      <Ready query={roles} rows={10}>
        {(all) => (
          <Ready query={permissions} rows={10}>
            {(known) => {
              const parts = { groups: grouped(known), drafting, actions };
              const one = all.find(({ id }) => id === filters.get("role")) ?? all[0];
              return wide ? (
                <Matrix roles={all} {...parts} />
              ) : (
                one !== undefined && (
                  <OneRole role={one} choose={(role) => setFilters({ role })} {...parts} />
                )
              );
            }}
          </Ready>
        )}
      </Ready>
      {changed.length > 0 && (
        <section className="unsaved" aria-label={t("save")}>
          <Refused error={saving.error} />
          <Flex wrap gap="small" align="center" justify="space-between">
            <span role="status">
              {t("unsaved", {
                count: changed.length,
                names: changed.map(({ name }) => name).join(", "),
              })}
            </span>
            <Flex gap="small">
              <Button onClick={drafting.dropAll} disabled={saving.isRunning}>
                {t("discard")}
              </Button>
              <Button
                type="primary"
                loading={saving.isRunning}
                onClick={() => saving.run(drafting.drafts)}
              >
                {t("save")}
              </Button>
            </Flex>
          </Flex>
        </section>
      )}
      {asked?.what === "make" && (
        <RoleDialog
          of={null}
          close={() => setAsked(null)}
          made={({ id }) => setFilters({ role: id })}
        />
      )}
      {asked?.what === "change" && (
        <RoleDialog of={asked.role} close={() => setAsked(null)} made={() => undefined} />
      )}
      {asked?.what === "remove" && (
        <DeleteRoleDialog
          role={asked.role}
          close={() => setAsked(null)}
          gone={() => drafting.drop(asked.role.id)}
        />
      )}
    </Page>
  );
}
