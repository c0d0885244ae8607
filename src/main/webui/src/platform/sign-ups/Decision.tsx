import { Button, Flex } from "antd";
import { useState } from "react";
import { isProblem } from "@/api/problem";
import type { PlatformSignUp } from "@/api/schema";
import { Question } from "@/forms/Question";
import { RejectSignUp } from "./RejectSignUp";
import { useApproving, useRejecting } from "./signUps";
import { texts } from "./texts";

/** Where somebody says yes or no to a sign-up that waits. */
export function Decision({ signUp }: { signUp: PlatformSignUp }) {
  const t = texts.use();
  const [asking, setAsking] = useState<"approve" | "reject" | null>(null);
  const close = () => setAsking(null);
  const approving = useApproving(signUp.id, close);
  const rejecting = useRejecting(signUp.id, close);
  const name = signUp.name ?? t("unnamed");
  return (
    <Flex gap="small" justify="end">
      <Button danger onClick={() => setAsking("reject")}>
        {t("reject")}
      </Button>
      <Button type="primary" onClick={() => setAsking("approve")}>
        {t("approve")}
      </Button>
      {asking === "approve" && (
        <Question
          title={t("approveTitle", { name })}
          label={t("approve")}
          action={approving}
          close={close}
        >
          <p>{t("approveDetail")}</p>
          {isProblem(approving.error, "slug_taken") && <strong>{t("slugTakenDetail")}</strong>}
          {isProblem(approving.error, "no_server_available") && (
            <strong>{t("noServerDetail")}</strong>
          )}
        </Question>
      )}
      {asking === "reject" && <RejectSignUp name={name} action={rejecting} close={close} />}
    </Flex>
  );
}
