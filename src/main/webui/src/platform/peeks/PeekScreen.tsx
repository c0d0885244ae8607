import { Alert, App, Breadcrumb, Button, Card, Descriptions, Flex } from "antd";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import type { Peek, Tenant } from "@/api/schema";
import { useMay } from "@/session/me";
import { Failure } from "@/states/Failure";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { Page } from "@/workspace/Page";
import { useTenant } from "../recovery/queries";
import { AccessDialog } from "./AccessDialog";
import { Comparison } from "./Comparison";
import { PeekState } from "./PeeksTab";
import { useEnding, usePeek } from "./peeks";
import { texts } from "./texts";
import "../recovery/recovery.css";

/** A moment of a tenant's past: access to it, what differs from now, rows to bring back. */
export default function PeekScreen() {
  const t = texts.use();
  const { exact } = useFormats();
  const { tenant: key = "", peek: id = "" } = useParams();
  const tenant = useTenant(key);
  const peek = usePeek(key, id);
  const name = tenant.data?.name ?? key;
  const at = peek.data?.at ?? null;
  return (
    <Page
      title={at === null ? t("titleBackup", { name }) : t("title", { name, time: exact(at) })}
      trail={
        <Breadcrumb
          items={[
            { title: <Link to="/platform/recovery">{t("recovery")}</Link> },
            {
              title: (
                <Link to={`/platform/recovery/${key}?view=peeks`}>
                  <bdi>{name}</bdi>
                </Link>
              ),
            },
            { title: t("list") },
          ]}
        />
      }
    >
      <Ready query={tenant}>
        {(found) => <Ready query={peek}>{(shown) => <Shown tenant={found} peek={shown} />}</Ready>}
      </Ready>
    </Page>
  );
}

function Shown({ tenant, peek }: { tenant: Tenant; peek: Peek }) {
  const t = texts.use();
  const may = useMay();
  const { exact, ago } = useFormats();
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const [isHandingOut, setHandingOut] = useState(false);
  const back = `/platform/recovery/${tenant.slug}?view=peeks`;
  const ending = useEnding(tenant.id, () => void navigate(back));
  const isOpen = peek.state === "open";

  return (
    <Flex vertical gap="middle">
      <Failure error={ending.error} />
      <Card
        size="small"
        className="card-wraps"
        title={<PeekState of={peek} />}
        extra={
          <Flex wrap gap="small">
            {may("peek:reveal") && isOpen && (
              <Button disabled={peek.handedOutAt !== null} onClick={() => setHandingOut(true)}>
                {t("access")}
              </Button>
            )}
            {may("peek:open") && isOpen && (
              <Button
                danger
                loading={ending.isRunning}
                onClick={() =>
                  modal.confirm({
                    title: t("endAsk"),
                    content: t("endDetail"),
                    okText: t("end"),
                    okButtonProps: { danger: true },
                    cancelText: t("cancel"),
                    onOk: () => ending.run(peek.id),
                  })
                }
              >
                {t("end")}
              </Button>
            )}
          </Flex>
        }
      >
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2, lg: 4 }}
          items={[
            {
              key: "moment",
              label: t("moment"),
              children: peek.at === null ? t("ofBackup") : exact(peek.at),
            },
            { key: "created", label: t("created"), children: exact(peek.createdAt) },
            {
              key: "expires",
              label: t("expires"),
              children: <time dateTime={peek.expiresAt}>{ago(peek.expiresAt)}</time>,
            },
            {
              key: "handedOut",
              label: t("handedOut"),
              children: peek.handedOutAt === null ? t("handedOutNever") : exact(peek.handedOutAt),
            },
          ]}
        />
      </Card>
      {isOpen ? (
        may("peek:reveal") && <Comparison tenant={tenant} peek={peek} />
      ) : (
        <Alert type="info" showIcon title={t("notOpen")} />
      )}
      {isHandingOut && (
        <AccessDialog tenant={tenant} peek={peek} close={() => setHandingOut(false)} />
      )}
    </Flex>
  );
}
