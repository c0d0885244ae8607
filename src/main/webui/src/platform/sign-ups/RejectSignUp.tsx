import { ReasonDialog } from "@/forms/ReasonDialog";
import type { Action } from "@/forms/useAction";
import { texts } from "./texts";

interface RejectSignUpProps {
  name: string;
  action: Action<string>;
  close: () => void;
}

/** Asks why a sign-up is rejected. */
export function RejectSignUp({ name, action, close }: RejectSignUpProps) {
  const t = texts.use();
  return (
    <ReasonDialog
      title={t("rejectTitle", { name })}
      detail={t("rejectDetail")}
      reason={{
        label: t("rejectReason"),
        hint: t("rejectReasonHint"),
        needed: t("rejectReasonNeeded"),
      }}
      label={t("reject")}
      action={action}
      close={close}
    />
  );
}
