import { Alert, Button, Card, Flex, Typography } from "antd";
import { type RefObject, useEffect, useRef, useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import type { SignUp, Tokens } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { session } from "@/session/session";
import { workIn } from "@/session/tab";
import { useSignedIn } from "@/session/useSignedIn";
import { Entrance } from "@/sign-in/Entrance";
import { Failure } from "@/states/Failure";
import { Loading } from "@/states/States";
import { Front } from "@/workspace/Front";
import { texts } from "./texts";

interface DoneProps {
  signUp: SignUp;
  /** What was typed in this page; nothing after a reload. */
  password: RefObject<string | null>;
  /** Called when the sign-up is of no use any more. */
  forget: () => void;
}

/** The organisation is open: signs its administrator in, and shows where to begin. */
export function Done({ signUp, password, forget }: DoneProps) {
  const t = texts.use();
  const [, setSearch] = useSearchParams();
  const [entered, setEntered] = useState(false);
  const me = useSignedIn();
  const email = signUp.administrator?.email ?? "";
  const name = signUp.organisation?.name ?? "";
  const slug = signUp.organisation?.slug ?? "";
  const entering = useAction({
    call: (token: string | null) => enter(slug, token),
    done: (tokens) => {
      session.adopt(slug, tokens);
      workIn(slug);
      password.current = null;
      forget();
      setEntered(true);
      setSearch({ step: "done" }, { replace: true });
    },
  });
  const { run } = entering;
  const isMe = me != null && me.email.toLowerCase() === email.toLowerCase();
  const begun = useRef(false);
  useEffect(() => {
    // Who is signed in with the account already is asked for nothing.
    if (isMe && password.current === null && !begun.current) {
      begun.current = true;
      run(null);
    }
  }, [isMe, password, run]);
  const waits = entering.isRunning || (password.current === null && me === undefined);

  return (
    <Front
      title={t("doneTitle", { name })}
      lead={t(entered ? "doneLead" : "doneSignIn")}
      wide={entered}
    >
      <Failure error={entering.error} />
      {entered ? (
        <FirstSteps slug={slug} invited={signUp.invitations.length} />
      ) : waits ? (
        <Loading rows={2} />
      ) : (
        <Entrance
          email={email}
          password={password.current}
          done={({ accessToken }) => run(accessToken)}
        />
      )}
    </Front>
  );
}

/** Chooses the organisation, with the token of a sign-in or of the session there is. */
async function enter(slug: string, token: string | null): Promise<Tokens> {
  return await session.choose(slug, token ?? (await session.token()));
}

function FirstSteps({ slug, invited }: { slug: string; invited: number }) {
  const t = texts.use();
  const navigate = useNavigate();
  const steps = [
    { key: "team", to: `/t/${slug}`, title: t("toTeam"), detail: t("toTeamDetail") },
    { key: "factor", to: "/account/factor", title: t("toFactor"), detail: t("toFactorDetail") },
  ];
  return (
    <div className="wizard">
      {invited > 0 && (
        <Alert
          type="success"
          showIcon
          title={t("invited", { count: invited })}
          style={{ marginBottom: 16 }}
        />
      )}
      <Card size="small" style={{ marginBottom: 12 }}>
        <Flex wrap gap="middle" align="center" justify="space-between">
          <div>
            <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
              {t("toDesign")}
            </Typography.Title>
            <Typography.Text type="secondary">{t("toDesignDetail")}</Typography.Text>
          </div>
          <Button
            type="primary"
            size="large"
            onClick={() => void navigate(`/t/${slug}/designs`, { replace: true })}
          >
            {t("toDesignGo")}
          </Button>
        </Flex>
      </Card>
      <ul className="first-steps">
        {steps.map(({ key, to, title, detail }) => (
          <li key={key}>
            <Card size="small" style={{ height: "100%" }}>
              <Link to={to}>{title}</Link>
              <br />
              <Typography.Text type="secondary">{detail}</Typography.Text>
            </Card>
          </li>
        ))}
      </ul>
    </div>
  );
}
