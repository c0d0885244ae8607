import { Alert, Button, Card, Flex, Typography } from "antd";
import { type RefObject, useEffect, useRef, useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { body, open } from "@/api/client";
import { isProblem } from "@/api/problem";
import type { SignedIn, SignUp } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { session } from "@/session/session";
import { workIn } from "@/session/tab";
import { FactorForm, SignInForm } from "@/sign-in/SignInForm";
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
  const name = signUp.organisation?.name ?? "";
  const slug = signUp.organisation?.slug ?? "";
  const entering = useAction({
    call: async (signedIn: SignedIn) => await session.choose(slug, signedIn.accessToken),
    done: (tokens) => {
      session.adopt(slug, tokens);
      workIn(slug);
      password.current = null;
      forget();
      setEntered(true);
      setSearch({ step: "done" }, { replace: true });
    },
  });
  return (
    <Front
      title={t("doneTitle", { name })}
      lead={t(entered ? "doneLead" : "doneSignIn")}
      wide={entered}
    >
      <Failure error={entering.error} />
      {entered ? (
        <FirstSteps slug={slug} invited={signUp.invitations.length} />
      ) : entering.isRunning ? (
        <Loading rows={2} />
      ) : (
        <Entrance
          email={signUp.administrator?.email ?? ""}
          password={password}
          done={(signedIn) => entering.run(signedIn)}
        />
      )}
    </Front>
  );
}

interface EntranceProps {
  email: string;
  password: RefObject<string | null>;
  done: (signedIn: SignedIn) => void;
}

/** Signs in with the password that was typed before; asks for it if the page was loaded since. */
function Entrance({ email, password, done }: EntranceProps) {
  const [challenge, setChallenge] = useState<string | null>(null);
  const [asks, setAsks] = useState(password.current === null);
  const begun = useRef(false);
  const signingIn = useAction({
    call: (typed: string) =>
      body(open.POST("/api/v1/auth/login", { body: { email, password: typed } })),
    done,
  });
  const { run, error } = signingIn;
  useEffect(() => {
    if (!begun.current && password.current !== null) {
      begun.current = true;
      run(password.current);
    }
  }, [run, password]);
  const asked = isProblem(error, "second_factor_required") ? error.problem.challenge : undefined;
  useEffect(() => {
    if (asked !== undefined) {
      setChallenge(asked);
    } else if (error !== null) {
      setAsks(true);
    }
  }, [asked, error]);

  if (challenge !== null) {
    return (
      <FactorForm
        challenge={challenge}
        done={done}
        back={() => {
          setChallenge(null);
          setAsks(true);
        }}
      />
    );
  }
  if (asks) {
    return (
      <Flex vertical gap="middle">
        {asked === undefined && <Failure error={error} />}
        <SignInForm email={email} done={done} />
      </Flex>
    );
  }
  return <Loading rows={2} />;
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
