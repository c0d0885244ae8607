import "./onboarding.css";
import { Alert, Button, Flex } from "antd";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { Link, Navigate, useSearchParams } from "react-router";
import { body, open } from "@/api/client";
import { isProblem } from "@/api/problem";
import type { OnboardingOffer, SignUp } from "@/api/schema";
import { useAction } from "@/forms/useAction";
import { useFragment } from "@/forms/useFragment";
import { Failure } from "@/states/Failure";
import { Loading, Ready } from "@/states/States";
import { Waiting } from "@/states/WholeScreen";
import { BeforeSignIn, Front } from "@/workspace/Front";
import { keepKey, type SignUpKey, useKey } from "./kept";
import { isGone, useOffer, useSignUp } from "./signUp";
import { isEditable } from "./steps";
import { texts } from "./texts";
import { Wizard } from "./Wizard";

const Done = lazy(async () => ({ default: (await import("./Done")).Done }));
const Outcome = lazy(async () => ({ default: (await import("./Outcome")).Outcome }));

/** Where an organisation signs up by itself: from its name to its first design. */
export default function OnboardingScreen() {
  return (
    <BeforeSignIn>
      <Suspense fallback={<Waiting />}>
        <Onboarding />
      </Suspense>
    </BeforeSignIn>
  );
}

function Onboarding() {
  const t = texts.use();
  const token = useFragment().get("token");
  const [key, setKey] = useKey();
  const [resumed, setResumed] = useState<string | null>(null);
  const offer = useOffer();
  if (token !== null && token !== resumed) {
    return (
      <Resuming
        key={token}
        token={token}
        done={(next) => {
          setKey(next);
          setResumed(token);
        }}
        leave={() => setResumed(token)}
      />
    );
  }
  if (offer.data === undefined) {
    return (
      <Front title={t("title")}>
        <Ready query={offer} rows={4}>
          {() => null}
        </Ready>
      </Front>
    );
  }
  return <SigningUp offer={offer.data} signUpKey={key} setKey={setKey} />;
}

interface ResumingProps {
  token: string;
  done: (key: SignUpKey) => void;
  leave: () => void;
}

/** Goes on by the link of the mail, which shows the address as the code does. */
function Resuming({ token, done, leave }: ResumingProps) {
  const t = texts.use();
  const begun = useRef(false);
  const resuming = useAction({
    call: () => body(open.POST("/api/v1/onboarding/resume", { body: { token } })),
    done: ({ secret, signUp }) => done({ id: signUp.id, secret }),
  });
  const { run } = resuming;
  useEffect(() => {
    // Once: each time the secret before becomes void.
    if (!begun.current) {
      begun.current = true;
      run();
    }
  }, [run]);
  if (resuming.error === null) {
    return (
      <Front title={t("resuming")}>
        <Loading rows={3} />
      </Front>
    );
  }
  const void_ = isProblem(resuming.error, "link_invalid", "sign_up_expired");
  return (
    <Front title={t(void_ ? "linkVoid" : "title")}>
      <Flex vertical gap="middle">
        {isProblem(resuming.error, "link_invalid") ? (
          <Alert type="warning" showIcon title={t("linkInvalid")} />
        ) : isProblem(resuming.error, "sign_up_expired") ? (
          <Alert type="warning" showIcon title={t("expired")} />
        ) : (
          <Failure error={resuming.error} again={run} />
        )}
        <Button type={void_ ? "primary" : "default"} onClick={leave}>
          {t("anew")}
        </Button>
      </Flex>
    </Front>
  );
}

interface SigningUpProps {
  offer: OnboardingOffer;
  signUpKey: SignUpKey | null;
  setKey: (key: SignUpKey | null) => void;
}

function SigningUp({ offer, signUpKey, setKey }: SigningUpProps) {
  const t = texts.use();
  const [search, setSearch] = useSearchParams();
  const query = useSignUp(signUpKey);
  // Typed in this page, kept in its memory alone: to sign in with it at the end.
  const password = useRef<string | null>(null);
  const step = search.get("step");

  function anew(): void {
    setKey(null);
    setSearch({}, { replace: true });
  }

  if (signUpKey !== null && query.data === undefined) {
    return (
      <Front title={t("title")}>
        {isGone(query.error) ? <Gone error={query.error} anew={anew} /> : <Waits query={query} />}
      </Front>
    );
  }
  const signUp = query.data;
  if (signUpKey !== null && isGone(query.error)) {
    return (
      <Front title={t("title")}>
        <Gone error={query.error} anew={anew} />
      </Front>
    );
  }
  if (signUpKey !== null && signUp?.state === "done") {
    return <Done signUp={signUp} password={password} forget={() => keepKey(null)} />;
  }
  const editing = signUp === undefined || signUp.state === "open" || step !== null;
  if (signUpKey !== null && signUp !== undefined && !(editing && isEditable(signUp))) {
    return <Outcome key={signUp.state} applying={{ key: signUpKey, signUp }} anew={anew} />;
  }
  if (step === "done") {
    return <Navigate replace to="/" />;
  }
  if (offer.mode === "off") {
    return <Off />;
  }
  return (
    <Wizard
      offer={offer}
      signUpKey={signUpKey}
      signUp={signUp}
      setKey={setKey}
      typed={(typed) => {
        password.current = typed;
      }}
    />
  );
}

function Waits({ query }: { query: ReturnType<typeof useSignUp> }) {
  return (
    <Ready query={query} rows={4}>
      {(_: SignUp) => null}
    </Ready>
  );
}

function Gone({ error, anew }: { error: unknown; anew: () => void }) {
  const t = texts.use();
  return (
    <Flex vertical gap="middle">
      <Alert
        type="warning"
        showIcon
        title={t(isProblem(error, "sign_up_expired") ? "expired" : "elsewhere")}
      />
      <Button type="primary" onClick={anew}>
        {t("anew")}
      </Button>
    </Flex>
  );
}

function Off() {
  const t = texts.use();
  return (
    <Front title={t("offTitle")} lead={t("offLead")}>
      <Flex vertical gap="small">
        <Link to="/sign-in">{t("toSignIn")}</Link>
        <Link to="/invitation">{t("toInvitation")}</Link>
      </Flex>
    </Front>
  );
}
