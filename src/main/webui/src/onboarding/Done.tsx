import { Alert, Button, Card, Flex, Typography } from "antd";
import { type RefObject, useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import type { SignedIn, SignUp } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { session } from "@/session/session";
import { workIn } from "@/session/tab";
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
          password={password.current}
          done={(signedIn) => entering.run(signedIn)}
        />
      )}
    </Front>
  );
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
