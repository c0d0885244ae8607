import type { Tenant } from "@/api/schema";
import { ReasonDialog } from "@/forms/ReasonDialog";
import type { Action } from "@/forms/useAction";
import { texts } from "./texts";

interface SuspendTenantProps {
  tenant: Tenant;
  action: Action<string>;
  close: () => void;
}

/** Asks why a tenant is closed. */
export function SuspendTenant({ tenant, action, close }: SuspendTenantProps) {
  const t = texts.use();
  return (
    <ReasonDialog
      title={t("suspendTitle", { name: tenant.name })}
      detail={t("suspendDetail")}
      reason={{
        label: t("suspendReason"),
        hint: t("suspendReasonHint"),
        needed: t("suspendReasonNeeded"),
      }}
      label={t("suspend")}
      action={action}
      close={close}
    />
  );
}
