import "../people/people.css";
import { KeyOutlined, TeamOutlined, UserAddOutlined } from "@ant-design/icons";
import { App, Button, Flex, Select } from "antd";
import type { Invitation } from "@/api/schema";
import { Listing } from "@/lists/Listing";
import { useAddress } from "@/lists/useAddress";
import { useMay } from "@/session/me";
import { Nothing } from "@/states/Nothing";
import { Page } from "@/workspace/Page";
import { LinkButton } from "../people/LinkButton";
import { Refused } from "../people/Refused";
import { CodeDialog } from "./CodeDialog";
import { InviteDialog } from "./InviteDialog";
import { STATES, useInvitations, useResending, useRevoking } from "./invitations";
import { texts } from "./texts";
import { useColumns } from "./useColumns";

/** Who is asked to join, and how that stands. */
export default function InvitationsScreen() {
  const t = texts.use();
  const may = useMay();
  const { modal } = App.useApp();
  const [filters, setFilters] = useAddress();
  const state = STATES.find((each) => each === filters.get("state")) ?? null;
  const invitations = useInvitations(state);
  const resending = useResending();
  const revoking = useRevoking();
  const make = filters.get("make");
  const close = () => setFilters({ make: null });
  const columns = useColumns({
    resend: resending.run,
    revoke: (invitation: Invitation) =>
      void modal.confirm({
        title: t("revokeAsk"),
        content: t("revokeDetail"),
        okText: t("revoke"),
        okButtonProps: { danger: true },
        cancelText: t("cancel"),
        onOk: () => revoking.run(invitation),
      }),
  });
  const invite = may("invitation:create") && (
    <Button type="primary" icon={<UserAddOutlined />} onClick={() => setFilters({ make: "one" })}>
      {t("invite")}
    </Button>
  );

  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        may("invitation:create") && (
          <>
            <Button icon={<KeyOutlined />} onClick={() => setFilters({ make: "code" })}>
              {t("code")}
            </Button>
            <LinkButton to="many" icon={<TeamOutlined />}>
              {t("many")}
            </LinkButton>
            {invite}
          </>
        )
      }
    >
      <Flex vertical gap="middle">
        <Flex wrap gap="small" role="search">
          <Select
            aria-label={t("states")}
            value={state ?? "all"}
            onChange={(chosen) => setFilters({ state: chosen === "all" ? null : chosen })}
            options={["all" as const, ...STATES].map((each) => ({
              value: each,
              label: t(`state_${each}`),
            }))}
            className="people-filter"
          />
        </Flex>
        <Refused error={resending.error ?? revoking.error} />
        <Listing
          pages={invitations}
          columns={columns}
          rowKey="id"
          label={t("title")}
          empty={
            state === null ? (
              <Nothing action={invite}>{t("none")}</Nothing>
            ) : (
              <Nothing>{t("noneOf")}</Nothing>
            )
          }
        />
      </Flex>
      {make === "one" && may("invitation:create") && <InviteDialog close={close} />}
      {make === "code" && may("invitation:create") && <CodeDialog close={close} />}
    </Page>
  );
}
