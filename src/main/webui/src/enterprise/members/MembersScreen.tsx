import "../people/people.css";
import { UserAddOutlined } from "@ant-design/icons";
import { Alert, Button, Flex, Select } from "antd";
import { Listing } from "@/lists/Listing";
import { SearchField } from "@/lists/SearchField";
import { useAddress } from "@/lists/useAddress";
import { DepartmentPicker } from "@/pickers/DepartmentPicker";
import { RolePicker } from "@/pickers/RolePicker";
import { useMay } from "@/session/me";
import { Nothing } from "@/states/Nothing";
import { Page } from "@/workspace/Page";
import { LinkButton } from "../people/LinkButton";
import { Refused } from "../people/Refused";
import { MemberDrawer } from "./MemberDrawer";
import { useDeciding, useMembers, useWaiting } from "./members";
import { STATES } from "./StateTag";
import { texts } from "./texts";
import { useColumns } from "./useColumns";

/** Who belongs to the organisation. Filters, and who is open, stand in the address. */
export default function MembersScreen() {
  const t = texts.use();
  const may = useMay();
  const [filters, setFilters] = useAddress();
  const wished = filters.get("state") ?? "active";
  const state = STATES.find((each) => each === wished) ?? null;
  const wanted = {
    state,
    role: filters.get("role"),
    department: filters.get("department"),
    q: filters.get("q") ?? "",
  };
  const members = useMembers(wanted);
  const open = (id: string) => setFilters({ member: id }, "push");
  const deciding = useDeciding();
  const columns = useColumns({ open, deciding: state === "pending" ? deciding : null });
  const opened = filters.get("member");
  const filtered = [...filters.keys()].some((name) => name !== "member" && name !== "state");

  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        may("invitation:create") && (
          <LinkButton to="../invitations?make=one" type="primary" icon={<UserAddOutlined />}>
            {t("invite")}
          </LinkButton>
        )
      }
    >
      <Flex vertical gap="middle">
        {state !== "pending" && <Waiting look={() => setFilters({ state: "pending" })} />}
        <Flex wrap gap="small" role="search">
          <SearchField
            value={wanted.q}
            onChange={(q) => setFilters({ q })}
            label={t("search")}
            most={100}
            className="people-filter wide"
          />
          <Select
            aria-label={t("states")}
            value={state ?? "all"}
            onChange={(chosen) => setFilters({ state: chosen === "active" ? null : chosen })}
            options={[...STATES, "all" as const].map((each) => ({
              value: each,
              label: t(`state_${each}`),
            }))}
            popupMatchSelectWidth={false}
            className="people-filter"
          />
          {may("role:read") && (
            <RolePicker
              givable={false}
              allowClear
              aria-label={t("role")}
              placeholder={t("anyRole")}
              value={wanted.role}
              onChange={(role) => setFilters({ role: role ?? null })}
              className="people-filter"
            />
          )}
          {may("department:read") && (
            <DepartmentPicker
              allowClear
              aria-label={t("department")}
              placeholder={t("anyDepartment")}
              value={wanted.department}
              onChange={(department) => setFilters({ department: department ?? null })}
              className="people-filter"
            />
          )}
        </Flex>
        <Refused error={deciding.error} />
        <Listing
          pages={members}
          columns={columns}
          rowKey="id"
          label={t("title")}
          empty={
            <Nothing
              action={
                filtered && (
                  <Button onClick={() => setFilters({ q: null, role: null, department: null })}>
                    {t("clear")}
                  </Button>
                )
              }
            >
              {t(state === "pending" && !filtered ? "noneWaiting" : "nobody")}
            </Nothing>
          }
        />
      </Flex>
      {opened !== null && (
        <MemberDrawer key={opened} id={opened} close={() => setFilters({ member: null })} />
      )}
    </Page>
  );
}

/** That people wait to be let in, for whoever may do that. */
function Waiting({ look }: { look: () => void }) {
  const t = texts.use();
  const may = useMay();
  const { data } = useWaiting(may("member:approve") && may("member:read"));
  if (data === undefined || data.count === 0) {
    return null;
  }
  return (
    <Alert
      type="warning"
      showIcon
      title={t(data.more ? "waitingMore" : "waiting", { count: data.count })}
      action={
        <Button size="small" onClick={look}>
          {t("look")}
        </Button>
      }
    />
  );
}
