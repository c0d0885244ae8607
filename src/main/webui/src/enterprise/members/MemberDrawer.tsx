import { Alert, Avatar, Descriptions, Drawer, Flex, Typography } from "antd";
import type { Member } from "@/api/schema";
import { useDepartments } from "@/pickers/departments";
import { covers, useMeans, useRoles } from "@/pickers/roles";
import { useMay, useMe } from "@/session/me";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { initialOf } from "@/workspace/initial";
import { useRoleName } from "@/workspace/roles";
import { Refused } from "../people/Refused";
import { MemberActions } from "./MemberActions";
import { MemberChangeForm } from "./MemberChangeForm";
import { useDeciding, useMember } from "./members";
import { StateTag } from "./StateTag";
import { texts } from "./texts";
import { Decision } from "./useColumns";

/** One member, and what one may do about them. */
export function MemberDrawer({ id, close }: { id: string; close: () => void }) {
  const t = texts.use();
  const member = useMember(id);
  return (
    <Drawer
      open
      size="min(560px, 100vw)"
      title={<bdi>{member.data?.name ?? t("title")}</bdi>}
      onClose={close}
    >
      <Ready query={member}>{(found) => <Details member={found} close={close} />}</Ready>
    </Drawer>
  );
}

/** Whether one may change a member at all: nobody changes who may do more. */
function useWithinMine(member: Member): boolean {
  const may = useMay();
  const means = useMeans();
  const roles = useRoles(may("role:read"));
  const role = roles.data?.find(({ id }) => id === member.role.id);
  // Without the roles the server alone can tell.
  return means === null || role === undefined || covers(means, role);
}

function Details({ member, close }: { member: Member; close: () => void }) {
  const t = texts.use();
  const may = useMay();
  const { data: me } = useMe();
  const changeable = useWithinMine(member);
  const deciding = useDeciding();
  const belongs = member.state === "active" || member.state === "suspended";
  const changing = belongs && changeable && (may("member:assign") || may("member:update"));
  return (
    <Flex vertical gap="large">
      <Facts member={member} place={!changing} />
      {member.state === "pending" && (
        <Alert
          type="warning"
          showIcon
          title={t("state_pending")}
          description={
            <Flex vertical gap="small">
              {t("pendingDetail")}
              {may("member:approve") && <Decision member={member} deciding={deciding} />}
              <Refused error={deciding.error} />
            </Flex>
          }
        />
      )}
      {belongs && !changeable && <Alert type="info" showIcon title={t("beyond")} />}
      {belongs && changeable && (
        <>
          {changing && (
            <MemberChangeForm key={`${member.role.id}${member.department?.id}`} member={member} />
          )}
          <MemberActions member={member} myself={member.id === me?.id} close={close} />
        </>
      )}
    </Flex>
  );
}

/** Who it is; role and department only where they are not to be changed below. */
function Facts({ member, place: shown }: { member: Member; place: boolean }) {
  const t = texts.use();
  const may = useMay();
  const { date } = useFormats();
  const roleName = useRoleName();
  const departments = useDepartments(may("department:read") && member.manages.length > 0);
  const managed = member.manages.flatMap(
    (id) => departments.data?.find((each) => each.id === id)?.name ?? [],
  );
  return (
    <Flex vertical gap="middle">
      <Flex gap="middle" align="center">
        <Avatar size={48}>{initialOf(member.name)}</Avatar>
        <div style={{ minWidth: 0 }}>
          <Typography.Text copyable style={{ overflowWrap: "anywhere" }}>
            {member.email}
          </Typography.Text>
          <div>
            <StateTag state={member.state} />
          </div>
        </div>
      </Flex>
      <Descriptions
        size="small"
        column={1}
        colon={false}
        styles={{ label: { width: 120 } }}
        items={[
          ...(shown
            ? [
                {
                  key: "role",
                  label: t("role"),
                  children: <bdi>{roleName(member.role.id, member.role.name)}</bdi>,
                },
                {
                  key: "department",
                  label: t("department"),
                  children: <bdi>{member.department?.name ?? t("noDepartment")}</bdi>,
                },
              ]
            : []),
          ...(managed.length === 0
            ? []
            : [{ key: "manages", label: t("manages"), children: <bdi>{managed.join(", ")}</bdi> }]),
          { key: "since", label: t("since"), children: date(member.joinedAt) },
        ]}
      />
    </Flex>
  );
}
