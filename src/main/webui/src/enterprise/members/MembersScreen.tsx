import "../people/people.css";
import { UserAddOutlined } from "@ant-design/icons";
import { Alert, Button, Flex, Input, Select } from "antd";
import { useEffect, useState } from "react";
import { Listing } from "@/lists/Listing";
import { useAddress } from "@/lists/useAddress";
import { DepartmentPicker } from "@/pickers/DepartmentPicker";
import { useSettled } from "@/pickers/members";
import { RolePicker } from "@/pickers/RolePicker";
import { useMay } from "@/session/me";
import { Nothing } from "@/states/Nothing";
import { Page } from "@/workspace/Page";
import { LinkButton } from "../people/LinkButton";
import { Refused } from "../people/Refused";
import { MemberDrawer } from "./MemberDrawer";
import { STATES, useDeciding, useMembers, useWaiting } from "./members";
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
          <Search value={wanted.q} onChange={(q) => setFilters({ q })} />
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

/** What is typed counts once one pauses. */
function Search({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const t = texts.use();
  const [typed, setTyped] = useState(value);
  const settled = useSettled(typed.trim());
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed is told, once
  useEffect(() => {
    if (settled !== value) {
      onChange(settled);
    }
  }, [settled]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was set from outside is taken over, once
  useEffect(() => {
    if (value !== settled) {
      setTyped(value);
    }
  }, [value]);
  return (
    <Input.Search
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onSearch={(text) => onChange(text.trim())}
      placeholder={t("search")}
      aria-label={t("search")}
      maxLength={100}
      allowClear
      dir="auto"
      className="people-filter wide"
    />
  );
}
