import { Flex } from "antd";
import { useEffect, useRef, useState } from "react";
import { body, open } from "@/api/client";
import { isProblem } from "@/api/problem";
import type { SignedIn } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { Failure } from "@/states/Failure";
import { Loading } from "@/states/States";
import { byChallenge, FactorForm, SignInForm } from "./SignInForm";

interface EntranceProps {
  email: string;
  /** What was typed in this page already; null asks for it. */
  password: string | null;
  /** Whether it can be nobody else. */
  settled?: boolean;
  done: (signedIn: SignedIn) => void;
}

/** Signs somebody in who has just typed a password; asks for what else it takes. */
export function Entrance({ email, password, settled = true, done }: EntranceProps) {
  const [challenge, setChallenge] = useState<string | null>(null);
  const [asks, setAsks] = useState(password === null);
  const begun = useRef(false);
  const { run, error } = useAction({
    call: (typed: string) =>
      body(open.POST("/api/v1/auth/login", { body: { email, password: typed } })),
    done,
  });
  useEffect(() => {
    if (!begun.current && password !== null) {
      begun.current = true;
      run(password);
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
        call={(shown) => byChallenge(challenge, shown)}
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
        <SignInForm {...(settled ? { email } : {})} done={done} />
      </Flex>
    );
  }
  return <Loading rows={2} />;
}
