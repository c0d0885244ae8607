import { Alert } from "antd";
import type { ReactNode } from "react";
import { isProblem } from "@/api/problem";
import { Failure } from "@/states/Failure";
import { texts } from "./texts";

const KNOWN = [
  "invitation_not_found",
  "invitation_expired",
  "invitation_revoked",
  "invitation_used",
  "invitation_for_another",
  "already_member",
  "link_invalid",
  "link_expired",
] as const;

interface LinkFailureProps {
  error: unknown;
  again?: () => void;
  action?: ReactNode;
}

/** Why a link or a code leads nowhere, in words of its own for each reason. */
export function LinkFailure({ error, again, action }: LinkFailureProps) {
  const t = texts.use();
  const code = isProblem(error) ? KNOWN.find((each) => each === error.code) : undefined;
  if (code === undefined) {
    return <Failure error={error} again={again} action={action} />;
  }
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t(`${code}_title`)}
      description={t(code)}
      action={action}
    />
  );
}
