import { Button, Flex, Select, type TableColumnsType, Tooltip, Typography } from "antd";
import type { SeenMember, Tenant } from "@/api/schema";
import { STATES, StateTag } from "@/enterprise/members/StateTag";
import { texts as memberTexts } from "@/enterprise/members/texts";
import { Listing } from "@/lists/Listing";
import { SearchField } from "@/lists/SearchField";
import { useFilters } from "@/lists/useFilters";
import { Nothing } from "@/states/Nothing";
import { useFormats } from "@/texts/format";
import { useRoleName } from "@/workspace/roles";
import { useMembersOf } from "./memberQueries";
import { texts } from "./memberTexts";

/** Who belongs to a tenant. */
export function TenantMembers({ tenant }: { tenant: Tenant }) {
  const t = texts.use();
  const known = memberTexts.use();
  const filters = useFilters("q", "state");
  const state = STATES.find((each) => each === filters.of("state"));
  const people = useMembersOf(tenant.id, { words: filters.of("q"), state });
  const columns = useColumns();
  return (
    <Flex vertical gap="middle">
      <Typography.Text type="secondary">{t("written")}</Typography.Text>
      <Flex wrap gap="small" role="search" aria-label={t("filters")}>
        <SearchField
          value={filters.of("q") ?? ""}
          onChange={(text) => filters.set("q", text)}
          label={t("search")}
          most={100}
          looking={filters.any && people.isFetching}
          width={280}
        />
        <Select
          aria-label={known("states")}
          allowClear
          placeholder={t("anyState")}
          style={{ minWidth: 150 }}
          popupMatchSelectWidth={false}
          value={state ?? null}
          onChange={(chosen) => filters.set("state", chosen ?? undefined)}
          options={STATES.map((value) => ({ value, label: known(`state_${value}`) }))}
        />
      </Flex>
      <Listing
        pages={people}
        columns={columns}
        rowKey="id"
        label={t("members")}
        empty={
          filters.any ? (
            <Nothing action={<Button onClick={filters.clear}>{t("showAll")}</Button>}>
              {t("nobodyLike")}
            </Nothing>
          ) : (
            <Nothing>{t("nobody")}</Nothing>
          )
        }
      />
    </Flex>
  );
}

function useColumns(): TableColumnsType<SeenMember> {
  const t = texts.use();
  const known = memberTexts.use();
  const roleName = useRoleName();
  const { ago, date, exact } = useFormats();
  return [
    {
      key: "name",
      title: known("name"),
      width: 260,
      render: (_, { name, email }) => (
        <Flex vertical align="start">
          <bdi>{name}</bdi>
          <Typography.Text type="secondary">{email}</Typography.Text>
        </Flex>
      ),
    },
    {
      key: "role",
      title: known("role"),
      width: 180,
      render: (_, { role }) => <bdi>{roleName(role.id, role.name)}</bdi>,
    },
    {
      key: "department",
      title: known("department"),
      width: 160,
      render: (_, { department }) =>
        department === null ? (
          <Typography.Text type="secondary">{known("noDepartment")}</Typography.Text>
        ) : (
          <bdi>{department.name}</bdi>
        ),
    },
    {
      key: "state",
      title: known("state"),
      width: 150,
      render: (_, { state }) => <StateTag state={state} />,
    },
    {
      key: "since",
      title: known("since"),
      width: 130,
      render: (_, { joinedAt }) => date(joinedAt),
    },
    {
      key: "seen",
      title: <Tooltip title={t("lastSeenHint")}>{t("lastSeen")}</Tooltip>,
      width: 150,
      render: (_, { lastSeenAt }) =>
        lastSeenAt === null ? (
          <Typography.Text type="secondary">{t("never")}</Typography.Text>
        ) : (
          <span title={exact(lastSeenAt)}>{ago(lastSeenAt)}</span>
        ),
    },
  ];
}
