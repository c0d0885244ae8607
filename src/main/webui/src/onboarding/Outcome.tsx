import { Alert, Button, Flex } from "antd";
import { useSearchParams } from "react-router";
import { body, open } from "@/api/client";
import { Failure } from "@/states/Failure";
import { useTitle } from "@/states/problems";
import { useFormats } from "@/texts/format";
import { Front } from "@/workspace/Front";
import { Making } from "./Making";
import { type Applying, useFilling } from "./signUp";
import { texts } from "./texts";

interface OutcomeProps {
  applying: Applying;
  anew: () => void;
}

/** What has become of a sign-up that was handed in. */
export function Outcome({ applying, anew }: OutcomeProps) {
  switch (applying.signUp.state) {
    case "waiting":
      return <WaitingForApproval applying={applying} />;
    case "rejected":
      return <Rejected applying={applying} anew={anew} />;
    case "failed":
      return <Failed applying={applying} />;
    case "undone":
      return <Undone applying={applying} />;
    default:
      return <Provisioning applying={applying} />;
  }
}

function Provisioning({ applying }: { applying: Applying }) {
  const t = texts.use();
  return (
    <Front title={t("makingTitle", { name: nameOf(applying) })} lead={t("makingLead")}>
      <Making applying={applying} />
    </Front>
  );
}

function WaitingForApproval({ applying }: { applying: Applying }) {
  const t = texts.use();
  const { time } = useFormats();
  const { submittedAt, administrator } = applying.signUp;
  return (
    <Front title={t("waitingTitle")} lead={t("waitingLead", { email: administrator?.email ?? "" })}>
      <Alert
        type="info"
        showIcon
        role="status"
        title={nameOf(applying)}
        description={
          submittedAt === undefined
            ? t("waitingNote")
            : t("waitingSince", { time: time(submittedAt) })
        }
      />
    </Front>
  );
}

function Rejected({ applying, anew }: OutcomeProps) {
  const t = texts.use();
  const [, setSearch] = useSearchParams();
  return (
    <Front title={t("rejectedTitle")} lead={t("rejectedLead")}>
      <Flex vertical gap="middle">
        <Alert
          type="warning"
          showIcon
          title={t("rejectedReason")}
          description={<bdi>{applying.signUp.reason}</bdi>}
        />
        <Flex wrap gap="small">
          <Button type="primary" onClick={() => setSearch({ step: "organisation" })}>
            {t("rejectedChange")}
          </Button>
          <Button onClick={anew}>{t("anew")}</Button>
        </Flex>
      </Flex>
    </Front>
  );
}

/** The making stopped half-way: it goes on from there. */
function Failed({ applying }: { applying: Applying }) {
  const t = texts.use();
  return (
    <Front title={t("failedTitle")} lead={t("failedLead")}>
      <Flex vertical gap="middle">
        <Reason applying={applying} />
        <Making applying={applying} />
        <Retry applying={applying} />
      </Flex>
    </Front>
  );
}

/** It did not succeed, and nothing is left of it. */
function Undone({ applying }: { applying: Applying }) {
  const t = texts.use();
  const [, setSearch] = useSearchParams();
  return (
    <Front title={t("undoneTitle")} lead={t("undoneLead")}>
      <Flex vertical gap="middle">
        <Reason applying={applying} />
        <Flex wrap gap="small" align="start">
          <Retry applying={applying} />
          <Button onClick={() => setSearch({ step: "review" })}>{t("undoneChange")}</Button>
        </Flex>
      </Flex>
    </Front>
  );
}

function Reason({ applying }: { applying: Applying }) {
  const t = texts.use();
  const titleOf = useTitle();
  const code = applying.signUp.failure;
  if (code === undefined) {
    return null;
  }
  const english = code.replaceAll("_", " ");
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={titleOf(code, english.charAt(0).toUpperCase() + english.slice(1))}
      description={t("failedCode", { code })}
    />
  );
}

function Retry({ applying }: { applying: Applying }) {
  const t = texts.use();
  const retrying = useFilling(applying.key, (_: undefined, params) =>
    body(open.POST("/api/v1/onboarding/{signUp}/retry", { params })),
  );
  return (
    <>
      <Failure error={retrying.error} />
      <Button type="primary" loading={retrying.isRunning} onClick={() => retrying.run(undefined)}>
        {t("retry")}
      </Button>
    </>
  );
}

function nameOf({ signUp }: Applying): string {
  return signUp.organisation?.name ?? "";
}
