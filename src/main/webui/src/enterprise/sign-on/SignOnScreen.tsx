import { Button, Card, Flex, Steps } from "antd";
import { useState } from "react";
import type { SignOn, SignOnDomain } from "@/api/schema";
import { TypedConfirmation } from "@/forms/TypedConfirmation";
import { useMay, useMe } from "@/session/me";
import { Nothing } from "@/states/Nothing";
import { Ready } from "@/states/States";
import { Page } from "@/workspace/Page";
import { DomainsCard } from "./DomainsCard";
import { ProviderCard } from "./ProviderCard";
import { ProviderDrawer } from "./ProviderDrawer";
import { useDomains, useRemoving, useSignOn } from "./signOn";
import { TestCard } from "./TestCard";
import { texts } from "./texts";

/** How the organisation's people sign on at a provider of their own. */
export default function SignOnScreen() {
  const t = texts.use();
  const signOn = useSignOn();
  const domains = useDomains();
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Ready query={signOn}>
        {(setUp) => (
          <Ready query={domains}>{(listed) => <Parts signOn={setUp} domains={listed} />}</Ready>
        )}
      </Ready>
    </Page>
  );
}

function Parts({ signOn, domains }: { signOn: SignOn | null; domains: readonly SignOnDomain[] }) {
  const t = texts.use();
  const manages = useMay()("sign-on:manage");
  const tenant = useMe().data?.tenant?.id ?? "";
  const [editing, setEditing] = useState(false);
  const [removing, setRemoving] = useState(false);
  const redirectUri =
    signOn?.redirectUri ?? `${globalThis.location.origin}/api/v1/auth/sign-on/callback/${tenant}`;
  const enforced = domains.some((each) => each.enforced);

  return (
    <Flex vertical gap="middle">
      <Progress signOn={signOn} domains={domains} />
      {signOn === null ? (
        <Card>
          <Nothing
            action={
              manages && (
                <Button type="primary" onClick={() => setEditing(true)}>
                  {t("setUp")}
                </Button>
              )
            }
          >
            <strong>{t("noneTitle")}</strong>
            <br />
            {t("noneDetail")}
          </Nothing>
        </Card>
      ) : (
        <ProviderCard
          signOn={signOn}
          edit={manages ? () => setEditing(true) : null}
          remove={manages && !enforced ? () => setRemoving(true) : null}
        />
      )}
      <DomainsCard domains={domains} manages={manages} provider={stateOf(signOn)} />
      {signOn !== null && manages && <TestCard key={signOn.changedAt} signOn={signOn} />}
      {editing && (
        <ProviderDrawer
          signOn={signOn}
          redirectUri={redirectUri}
          frozen={enforced}
          close={() => setEditing(false)}
        />
      )}
      {removing && <Removal close={() => setRemoving(false)} />}
    </Flex>
  );
}

/** Asks before the sign-on goes, with what is stored of it. */
function Removal({ close }: { close: () => void }) {
  const t = texts.use();
  const slug = useMe().data?.tenant?.slug ?? "";
  const removing = useRemoving(close);
  return (
    <TypedConfirmation
      title={t("removeTitle")}
      word={slug}
      label={t("remove")}
      action={removing}
      close={close}
    >
      {t("removeDetail")}
    </TypedConfirmation>
  );
}

function stateOf(signOn: SignOn | null): "none" | "untested" | "tested" {
  if (signOn === null) {
    return "none";
  }
  return signOn.tested ? "tested" : "untested";
}

/** What is done of what it takes. */
function Progress({
  signOn,
  domains,
}: {
  signOn: SignOn | null;
  domains: readonly SignOnDomain[];
}) {
  const t = texts.use();
  const steps = [
    { title: t("stepProvider"), done: signOn !== null },
    { title: t("stepDomain"), done: domains.some(({ verified }) => verified) },
    { title: t("stepTest"), done: signOn?.tested ?? false },
    {
      title: t("stepEnforce"),
      content: t("stepOptional"),
      done: domains.some(({ enforced }) => enforced),
    },
  ];
  const next = steps.findIndex(({ done }) => !done);
  return (
    <Card size="small" role="group" aria-label={t("progress")}>
      <Steps
        size="small"
        responsive
        items={steps.map(({ done, ...step }, index) => ({
          ...step,
          status: done ? "finish" : index === next ? "process" : "wait",
        }))}
      />
    </Card>
  );
}
