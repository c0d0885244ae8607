import { DownOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import type { RequestedTenant, Tenant } from "@/api/schema";
import { Question } from "@/forms/Question";
import { TypedConfirmation } from "@/forms/TypedConfirmation";
import { useMay } from "@/session/me";
import { CloneTenant } from "./CloneTenant";
import { SuspendTenant } from "./SuspendTenant";
import { useLife } from "./tenants";
import { texts } from "./texts";

/** What one can do to a tenant in a state; what it is not in a state for is not there. */
const DOES = ["suspend", "resume", "undelete", "rotate", "clone", "remove", "purge"] as const;
type Does = (typeof DOES)[number];

const IN_STATE: Partial<Record<Tenant["state"], readonly Does[]>> = {
  active: ["suspend", "rotate", "clone", "remove"],
  suspended: ["resume", "rotate", "clone", "remove"],
  deleted: ["undelete", "purge"],
};
const NEEDS: Readonly<Record<Does, string>> = {
  suspend: "tenant:suspend",
  resume: "tenant:suspend",
  undelete: "tenant:delete",
  rotate: "credential:rotate",
  clone: "tenant:create",
  remove: "tenant:delete",
  purge: "tenant:delete",
};

interface TenantActionsProps {
  tenant: Tenant;
  /** Told of the operation that does what was asked for. */
  begun: (requested: RequestedTenant) => void;
}

/** What one can do to a tenant; whatever cannot be taken back lightly asks first. */
export function TenantActions({ tenant, begun }: TenantActionsProps) {
  const t = texts.use();
  const may = useMay();
  const [asking, setAsking] = useState<Does | null>(null);
  const close = () => setAsking(null);
  const life = useLife(tenant, (requested) => {
    close();
    begun(requested);
  });
  const can = (IN_STATE[tenant.state] ?? []).filter((each) => may(NEEDS[each]));
  const [first, ...others] = can;
  if (first === undefined) {
    return null;
  }
  const { name, slug } = tenant;
  return (
    <>
      <Button type={first === "suspend" ? "default" : "primary"} onClick={() => setAsking(first)}>
        {t(first)}
      </Button>
      {others.length > 0 && (
        <Dropdown
          trigger={["click"]}
          menu={{
            items: others.map((key) => ({
              key,
              label: t(key),
              danger: key === "remove" || key === "purge",
            })),
            onClick: ({ key }) => setAsking(DOES.find((each) => each === key) ?? null),
          }}
        >
          <Button>
            {t("moreActions")} <DownOutlined aria-hidden />
          </Button>
        </Dropdown>
      )}
      {asking === "suspend" && (
        <SuspendTenant tenant={tenant} action={life.suspend} close={close} />
      )}
      {(asking === "resume" || asking === "undelete" || asking === "rotate") && (
        <Question
          title={t(`${asking}Title`, { name })}
          label={t(asking)}
          action={life[asking]}
          close={close}
        >
          {t(`${asking}Detail`)}
        </Question>
      )}
      {asking === "clone" && <CloneTenant tenant={tenant} close={close} />}
      {(asking === "remove" || asking === "purge") && (
        <TypedConfirmation
          title={t(`${asking}Title`, { name })}
          word={slug}
          label={t(asking)}
          action={life[asking]}
          close={close}
        >
          {t(`${asking}Detail`)}
        </TypedConfirmation>
      )}
    </>
  );
}
