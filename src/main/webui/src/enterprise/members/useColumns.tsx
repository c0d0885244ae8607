import { App, Button, Flex, type TableColumnsType, Tag, Typography } from "antd";
import type { Member } from "@/api/schema";
import { useMay, useMe } from "@/session/me";
import { useFormats } from "@/texts/format";
import { useRoleName } from "@/workspace/roles";
import type { useDeciding } from "./members";
import { StateTag } from "./StateTag";
import { texts } from "./texts";

type Deciding = ReturnType<typeof useDeciding>;

interface ColumnsProps {
  open: (id: string) => void;
  /** Absent unless those who wait are shown, to be decided on. */
  deciding: Deciding | null;
}

export function useColumns({ open, deciding }: ColumnsProps): TableColumnsType<Member> {
  const t = texts.use();
  const may = useMay();
  const { data: me } = useMe();
  const { date } = useFormats();
  const roleName = useRoleName();
  return [
    {
      key: "name",
      title: t("name"),
      width: 280,
      render: (_, member) => (
        <Flex vertical align="start" style={{ minWidth: 0 }}>
          <Flex gap="small" align="center" style={{ maxWidth: "100%" }}>
            <Button
              type="link"
              className="row-name"
              aria-label={t("open", { name: member.name })}
              onClick={() => open(member.id)}
            >
              <bdi className="ellipsis">{member.name}</bdi>
            </Button>
            {member.id === me?.id && <Tag>{t("you")}</Tag>}
          </Flex>
          <Typography.Text type="secondary" className="ellipsis" style={{ maxWidth: "100%" }}>
            {member.email}
          </Typography.Text>
        </Flex>
      ),
    },
    {
      key: "role",
      title: t("role"),
      width: 190,
      render: (_, { role }) => <bdi>{roleName(role.id, role.name)}</bdi>,
    },
    {
      key: "department",
      title: t("department"),
      width: 190,
      render: (_, { department }) =>
        department === null ? (
          <Typography.Text type="secondary">{t("noDepartment")}</Typography.Text>
        ) : (
          <bdi>{department.name}</bdi>
        ),
    },
    deciding !== null && may("member:approve")
      ? {
          key: "decision",
          title: "",
          width: 200,
          render: (_, member) => <Decision member={member} deciding={deciding} />,
        }
      : {
          key: "state",
          title: t("state"),
          width: 150,
          render: (_, { state }) => <StateTag state={state} />,
        },
    {
      key: "since",
      title: t("since"),
      width: 130,
      responsive: ["md"],
      render: (_, { joinedAt }) => date(joinedAt),
    },
  ];
}

/** Whether somebody who waits is let in. */
export function Decision({ member, deciding }: { member: Member; deciding: Deciding }) {
  const t = texts.use();
  const { modal } = App.useApp();
  const { name } = member;
  return (
    <Flex gap="small">
      <Button
        size="small"
        type="primary"
        disabled={deciding.isRunning}
        aria-label={t("approveOne", { name })}
        onClick={() => deciding.run({ member, yes: true })}
      >
        {t("approve")}
      </Button>
      <Button
        size="small"
        danger
        disabled={deciding.isRunning}
        aria-label={t("refuseOne", { name })}
        onClick={() =>
          modal.confirm({
            title: t("refuseAsk", { name }),
            content: t("refuseDetail"),
            okText: t("refuse"),
            okButtonProps: { danger: true },
            cancelText: t("cancel"),
            onOk: () => deciding.run({ member, yes: false }),
          })
        }
      >
        {t("refuse")}
      </Button>
    </Flex>
  );
}
