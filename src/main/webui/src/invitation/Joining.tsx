import { Alert, Button, Flex } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { api, open } from "@/api/client";
import type { Joined } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { session } from "@/session/session";
import { workIn } from "@/session/tab";
import { useSignedIn } from "@/session/useSignedIn";
import { Entrance } from "@/sign-in/Entrance";
import { Loading } from "@/states/States";
import { type Given, JoinForm } from "./JoinForm";
import { LinkFailure } from "./LinkFailure";
import { fits } from "./mask";
import { texts } from "./texts";

interface JoiningProps {
  masked: string | undefined;
  byMail: boolean;
  /** Sends it, as whoever is signed in (nothing given) or as nobody. */
  send: (client: typeof open, given: Given | null) => Promise<Joined>;
}

/** Lets somebody in: as who they are signed in, with an account, or with one that is made for them. */
export function Joining({ masked, byMail, send }: JoiningProps) {
  const t = texts.use();
  const me = useSignedIn();
  const [other, setOther] = useState(false);
  const [joined, setJoined] = useState<{ by: Given | null; joined: Joined } | null>(null);
  const joining = useAction({
    call: (given: Given | null) => send(given === null ? api : open, given),
    done: (answer, given) => setJoined({ by: given, joined: answer }),
  });
  if (joined !== null) {
    return <Arrived {...joined} />;
  }
  if (me === undefined) {
    return <Loading rows={3} />;
  }
  const mine = me !== null && (masked === undefined || fits(me.email, masked));
  if (mine && !other) {
    return (
      <Flex vertical gap="middle">
        <LinkFailure error={joining.error} />
        <Button
          block
          type="primary"
          size="large"
          loading={joining.isRunning}
          onClick={() => joining.run(null)}
        >
          {t("joinAs")} <bdi>{me.email}</bdi>
        </Button>
        <Button type="link" block onClick={() => setOther(true)}>
          {t("joinAsOther")}
        </Button>
      </Flex>
    );
  }
  return (
    <>
      {me !== null && !mine && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 16 }}
          title={t("signedInAsOther", { email: me.email, masked: masked ?? "" })}
        />
      )}
      <JoinForm
        masked={masked}
        byMail={byMail}
        error={joining.error}
        isRunning={joining.isRunning}
        submit={joining.run}
      />
    </>
  );
}

/** What has come of it. */
function Arrived({ by, joined }: { by: Given | null; joined: Joined }) {
  const t = texts.use();
  const navigate = useNavigate();
  const { state, organisation } = joined;
  const slug = organisation?.slug;
  const name = organisation?.name ?? "";

  function enter(): void {
    if (slug !== undefined) {
      workIn(slug);
      void navigate(`/t/${slug}`, { replace: true });
    }
  }

  if (state === "unconfirmed") {
    return (
      <Alert
        type="info"
        showIcon
        role="status"
        title={t("mailTitle")}
        description={t("mailDetail", { email: by?.email ?? "" })}
      />
    );
  }
  if (state === "pending") {
    return (
      <Alert
        type="info"
        showIcon
        role="status"
        title={t("pendingTitle")}
        description={t("pendingDetail", { name })}
      />
    );
  }
  return (
    <Flex vertical gap="middle">
      <Alert type="success" showIcon role="status" title={t("activeTitle", { name })} />
      {by === null ? (
        <Button block type="primary" onClick={enter}>
          {t("enter", { name })}
        </Button>
      ) : (
        <Entrance
          email={by.email}
          password={by.password ?? null}
          settled={false}
          done={(signedIn) => {
            session.adopt(null, signedIn);
            enter();
          }}
        />
      )}
    </Flex>
  );
}
