import { Button, Flex, Select, type TableColumnsType, Typography } from "antd";
import type { ReactNode } from "react";
import type { PlatformSignUp } from "@/api/schema";
import { Listing } from "@/lists/Listing";
import { useFilters } from "@/lists/useFilters";
import { Nothing } from "@/states/Nothing";
import { useFormats } from "@/texts/format";
import { Page } from "@/workspace/Page";
import { SIGN_UP_STATES, SignUpStateTag, useStateNames } from "../fleet/states";
import { SignUpDrawer } from "./SignUpDrawer";
import { useSignUps } from "./signUps";
import { texts } from "./texts";

/** Says in the address that sign-ups in any state are shown. */
const ANY = "any";

/** Organisations that signed up: those that wait for a decision, unless others are asked for. */
export default function SignUpsScreen() {
  const t = texts.use();
  const { signUp: stateName } = useStateNames();
  const search = useFilters("state", "sign-up");
  const wished = search.of("state") ?? "waiting";
  const state = SIGN_UP_STATES.find((each) => each === wished);
  const signUps = useSignUps(state);
  const looked = search.of("sign-up");

  return (
    <Page title={t("title")} lead={t("lead")}>
      <Flex vertical gap="middle" align="stretch">
        <Select
          aria-label={t("state")}
          style={{ width: 180 }}
          value={state ?? ANY}
          onChange={(value: string) => search.set("state", value)}
          options={[
            ...SIGN_UP_STATES.map((value) => ({ value: value as string, label: stateName(value) })),
            { value: ANY, label: t("anyState") },
          ]}
        />
        <SignUpList
          signUps={signUps}
          look={(id) => search.set("sign-up", id)}
          empty={
            <Nothing
              action={
                state !== undefined && (
                  <Button onClick={() => search.set("state", ANY)}>{t("showAll")}</Button>
                )
              }
            >
              {t(state === "waiting" ? "noneWaiting" : "none")}
            </Nothing>
          }
        />
      </Flex>
      {looked !== undefined && (
        <SignUpDrawer key={looked} id={looked} close={() => search.set("sign-up", undefined)} />
      )}
    </Page>
  );
}

interface SignUpListProps {
  signUps: ReturnType<typeof useSignUps>;
  empty: ReactNode;
  look: (id: string) => void;
}

function SignUpList({ signUps, empty, look }: SignUpListProps) {
  const t = texts.use();
  const { ago, exact } = useFormats();
  const columns: TableColumnsType<PlatformSignUp> = [
    {
      key: "name",
      title: t("name"),
      width: 240,
      render: (_, { id, name }) => (
        <Button
          type="link"
          style={{ padding: 0, height: "auto", whiteSpace: "normal", textAlign: "start" }}
          aria-label={t("look", { name: name ?? t("unnamed") })}
          onClick={() => look(id)}
        >
          <bdi>{name ?? t("unnamed")}</bdi>
        </Button>
      ),
    },
    {
      key: "slug",
      title: t("slug"),
      width: 150,
      render: (_, { slug }) => slug !== undefined && <code>{slug}</code>,
    },
    {
      key: "state",
      title: t("state"),
      width: 120,
      render: (_, { state }) => <SignUpStateTag state={state} />,
    },
    {
      key: "applicant",
      title: t("applicant"),
      width: 240,
      render: (_, { administrator, email }) => (
        <Flex vertical>
          <bdi>{administrator}</bdi>
          <Typography.Text type="secondary">{email}</Typography.Text>
        </Flex>
      ),
    },
    { key: "plan", title: t("plan"), width: 110, dataIndex: "plan" },
    {
      key: "submitted",
      title: t("submitted"),
      width: 140,
      render: (_, { submittedAt }) =>
        submittedAt !== undefined && <span title={exact(submittedAt)}>{ago(submittedAt)}</span>,
    },
  ];
  return <Listing pages={signUps} columns={columns} rowKey="id" empty={empty} label={t("title")} />;
}
