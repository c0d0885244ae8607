import { Alert, Button, Flex, Typography } from "antd";
import { useEffect, useRef } from "react";
import { Link, useNavigate } from "react-router";
import { body, open } from "@/api/client";
import { isProblem } from "@/api/problem";
import type { TenantChosen } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { useFragment } from "@/forms/useFragment";
import { session } from "@/session/session";
import { workIn } from "@/session/tab";
import { FactorForm, type Shown } from "@/sign-in/SignInForm";
import { Failure } from "@/states/Failure";
import { Loading } from "@/states/States";
import { BeforeSignIn, Front } from "@/workspace/Front";
import { useProblemWords, useReason } from "./reasons";
import { texts } from "./texts";

/** Where a browser arrives that comes back from an organisation's identity provider. */
export default function SignOnScreen() {
  const fragment = useFragment();
  const code = fragment.get("token");
  const problem = fragment.get("problem");
  return (
    <BeforeSignIn>
      {problem !== null ? (
        <Refused problem={problem} reason={fragment.get("reason")} />
      ) : code !== null ? (
        <Completing key={code} code={code} />
      ) : (
        <Refused problem="sign_on_code_invalid" reason={null} />
      )}
    </BeforeSignIn>
  );
}

function complete(code: string, shown: Shown): Promise<TenantChosen> {
  return body(
    open.POST("/api/v1/auth/sign-on/complete", {
      body: {
        code,
        ...(shown.code === undefined ? {} : { factorCode: shown.code }),
        ...(shown.recoveryCode === undefined ? {} : { recoveryCode: shown.recoveryCode }),
      },
    }),
  );
}

function Completing({ code }: { code: string }) {
  const t = texts.use();
  const navigate = useNavigate();
  const begun = useRef(false);
  const enter = (chosen: TenantChosen) => {
    const { slug } = chosen.tenant;
    session.adopt(slug, chosen);
    workIn(slug);
    void navigate(`/t/${slug}`, { replace: true });
  };
  const completing = useAction({ call: () => complete(code, {}), done: enter });
  const { run, error } = completing;
  useEffect(() => {
    // Once: a code is good once.
    if (!begun.current) {
      begun.current = true;
      run();
    }
  }, [run]);

  if (error === null) {
    return (
      <Front title={t("completing")}>
        <Loading rows={2} />
      </Front>
    );
  }
  if (isProblem(error, "second_factor_required")) {
    return (
      <Front title={t("factorTitle")} lead={t("factorLead")}>
        <FactorForm
          call={(shown) => complete(code, shown)}
          done={enter}
          back={() => void navigate("/sign-in", { replace: true })}
        />
      </Front>
    );
  }
  if (isProblem(error, "sign_on_code_invalid", "tenant_requires_second_factor")) {
    return <Refused problem={error.code} reason={null} />;
  }
  return (
    <Front title={t("failed")}>
      <Flex vertical gap="middle">
        <Failure error={error} again={run} />
        <Link to="/sign-in">{t("toSignIn")}</Link>
      </Flex>
    </Front>
  );
}

interface RefusedProps {
  problem: string;
  reason: string | null;
}

function Refused({ problem, reason }: RefusedProps) {
  const t = texts.use();
  const navigate = useNavigate();
  const words = useProblemWords(problem);
  const why = useReason(reason);
  return (
    <Front title={t("failed")}>
      <Flex vertical gap="middle">
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={words.title}
          description={
            <Flex vertical gap={4}>
              <span>{why ?? words.detail}</span>
              <Typography.Text type="secondary" style={{ fontSize: 12 }}>
                {t("code")}{" "}
                <code>{[problem, reason].filter((each) => each !== null).join(" · ")}</code>
              </Typography.Text>
            </Flex>
          }
        />
        <Button type="primary" block onClick={() => void navigate("/sign-in", { replace: true })}>
          {t("beginAgain")}
        </Button>
      </Flex>
    </Front>
  );
}
