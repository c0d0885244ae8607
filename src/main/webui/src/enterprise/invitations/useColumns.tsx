import { Button, Flex, type TableColumnsType, Tag, Typography } from "antd";
import type { Invitation } from "@/api/schema";
import { useDepartments } from "@/pickers/departments";
import { useRoles } from "@/pickers/roles";
import { useMay } from "@/session/me";
import { useFormats } from "@/texts/format";
import { useRoleName } from "@/workspace/roles";
import { texts } from "./texts";

const COLOURS: Record<Invitation["state"], string> = {
  open: "processing",
  accepted: "success",
  expired: "warning",
  revoked: "default",
};

interface ColumnsProps {
  resend: (invitation: Invitation) => void;
  revoke: (invitation: Invitation) => void;
}

export function useColumns({ resend, revoke }: ColumnsProps): TableColumnsType<Invitation> {
  const t = texts.use();
  const may = useMay();
  const { ago, date } = useFormats();
  const roleName = useRoleName();
  const roles = useRoles(may("role:read"));
  const departments = useDepartments(may("department:read"));
  const columns: TableColumnsType<Invitation> = [
    {
      key: "whom",
      title: t("whom"),
      width: 260,
      render: (_, { kind, email, name, uses, mostUses }) =>
        kind === "code" ? (
          t("codeFor", { uses, most: mostUses })
        ) : (
          <Flex vertical style={{ overflowWrap: "anywhere" }}>
            <span>{email}</span>
            {name !== undefined && (
              <Typography.Text type="secondary">
                <bdi>{name}</bdi>
              </Typography.Text>
            )}
          </Flex>
        ),
    },
    {
      key: "state",
      title: t("state"),
      width: 120,
      render: (_, { state }) => <Tag color={COLOURS[state]}>{t(`state_${state}`)}</Tag>,
    },
    {
      key: "place",
      title: t("place"),
      width: 200,
      render: (_, { role, department }) => (
        <Flex vertical>
          <bdi>{roleName(role, roles.data?.find(({ id }) => id === role)?.name)}</bdi>
          {department !== undefined && (
            <Typography.Text type="secondary">
              <bdi>{departments.data?.find(({ id }) => id === department)?.name ?? "…"}</bdi>
            </Typography.Text>
          )}
        </Flex>
      ),
    },
    {
      key: "sent",
      title: t("sent"),
      width: 190,
      render: (_, { sentAt, createdAt, expiresAt, state }) => (
        <Flex vertical>
          {ago(sentAt ?? createdAt)}
          {state === "open" && (
            <Typography.Text type="secondary">
              {t("until", { date: date(expiresAt) })}
            </Typography.Text>
          )}
        </Flex>
      ),
    },
  ];
  if (!may("invitation:manage")) {
    return columns;
  }
  return [
    ...columns,
    {
      key: "actions",
      title: "",
      width: 190,
      render: (_, invitation) => {
        const { kind, state, email = "" } = invitation;
        const mailed = kind === "mail";
        return (
          <Flex gap="small">
            {mailed && (state === "open" || state === "expired") && (
              <Button
                size="small"
                aria-label={t("resendOne", { email })}
                onClick={() => resend(invitation)}
              >
                {t("resend")}
              </Button>
            )}
            {state === "open" && (
              <Button
                size="small"
                danger
                aria-label={mailed ? t("revokeOne", { email }) : t("revokeCode")}
                onClick={() => revoke(invitation)}
              >
                {t("revoke")}
              </Button>
            )}
          </Flex>
        );
      },
    },
  ];
}
