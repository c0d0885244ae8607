import { useQueryClient } from "@tanstack/react-query";
import { Flex } from "antd";
import { lazy, Suspense } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import type { Tenant } from "@/api/schema";
import { useMay } from "@/session/me";
import { Nothing } from "@/states/Nothing";
import { Loading, Ready } from "@/states/States";
import { Page } from "@/workspace/Page";
import { type View, Views } from "@/workspace/Views";
import { TENANTS } from "../fleet/counts";
import { TenantStateTag } from "../fleet/states";
import { Trail } from "../fleet/Trail";
import { OperationCard } from "../operations/OperationCard";
import { OperationList } from "../operations/OperationList";
import { useOperations } from "../operations/operations";
import { Support } from "../support/Support";
import { isThere } from "./like";
import { Notice } from "./Notice";
import { Overview } from "./Overview";
import { PlaceNotice } from "./PlaceNotice";
import { Settings } from "./Settings";
import { TenantActions } from "./TenantActions";
import { TenantMembers } from "./TenantMembers";
import { useTenant } from "./tenants";
import { texts } from "./texts";

const TenantRecovery = lazy(() => import("@/platform/recovery/TenantRecovery"));

/** A tenant: what it is, what holds for it, what is done to it. */
export default function TenantScreen() {
  const t = texts.use();
  const { tenant: key = "" } = useParams();
  const query = useTenant(key);
  const tenant = query.data;
  const name = tenant?.name ?? key;
  return (
    <Page
      title={name}
      trail={<Trail to="/platform/tenants" label={t("title")} here={tenant?.slug ?? name} />}
      {...(tenant === undefined
        ? {}
        : {
            lead: (
              <Flex gap="small" align="center">
                <code>{tenant.slug}</code> <TenantStateTag state={tenant.state} />
              </Flex>
            ),
          })}
      actions={tenant !== undefined && <Steered tenant={tenant} />}
    >
      <Ready query={query}>{(known) => <Known key={known.id} tenant={known} />}</Ready>
    </Page>
  );
}

/** Which operation one follows stands in the address: it is there after a reload, too. */
function useFollowing(): [string | null, (operation: string | null) => void] {
  const [search, setSearch] = useSearchParams();
  return [
    search.get("operation"),
    (operation) => {
      const next = new URLSearchParams(search);
      if (operation === null) {
        next.delete("operation");
      } else {
        next.set("operation", operation);
      }
      setSearch(next, { replace: true });
    },
  ];
}

function Steered({ tenant }: { tenant: Tenant }) {
  const [, follow] = useFollowing();
  const navigate = useNavigate();
  return (
    <TenantActions
      tenant={tenant}
      begun={({ operation, tenant: asked }) => {
        if (asked.state === "deleting" || asked.state === "purged") {
          // Its slug goes with it: what is left is found by the id alone.
          void navigate(`/platform/tenants/${asked.id}?operation=${operation.id}`, {
            replace: true,
          });
        } else {
          follow(operation.id);
        }
      }}
    />
  );
}

function Known({ tenant }: { tenant: Tenant }) {
  const t = texts.use();
  const may = useMay();
  const queries = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const [followed, follow] = useFollowing();
  const tabs: (View & { shown: boolean })[] = [
    { key: "overview", label: t("overview"), children: <Overview tenant={tenant} />, shown: true },
    {
      key: "settings",
      label: t("settings"),
      children: <Settings tenant={tenant} />,
      shown: isThere(tenant),
    },
    {
      key: "members",
      label: t("members"),
      children: <TenantMembers tenant={tenant} />,
      shown: may("tenant-member:reveal") && isThere(tenant),
    },
    {
      key: "operations",
      label: t("operations"),
      children: <OperationsOf tenant={tenant} />,
      shown: may("operation:read"),
    },
    {
      key: "recovery",
      label: t("recovery"),
      children: (
        <Suspense fallback={<Loading />}>
          <TenantRecovery tenant={tenant} />
        </Suspense>
      ),
      shown: may("backup:read") && isThere(tenant),
    },
    {
      key: "support",
      label: t("support"),
      children: <Support tenant={tenant} />,
      shown: may("support-visit:read"),
    },
  ];
  const shown = tabs.filter((tab) => tab.shown);
  const active = shown.find(({ key }) => key === search.get("tab"))?.key ?? "overview";

  return (
    <Flex vertical gap="middle">
      <Notice tenant={tenant} />
      <PlaceNotice tenant={tenant} />
      {followed !== null && may("operation:read") && (
        <OperationCard
          id={followed}
          close={() => follow(null)}
          over={() => {
            void queries.invalidateQueries({ queryKey: ["tenant"] });
            void queries.invalidateQueries({ queryKey: TENANTS });
          }}
        />
      )}
      <Views
        label={t("views")}
        views={shown}
        active={active}
        choose={(tab) => {
          const next = new URLSearchParams(search);
          next.set("tab", tab);
          // Filters are of the view that is left.
          next.delete("q");
          next.delete("state");
          setSearch(next, { replace: true });
        }}
      />
    </Flex>
  );
}

function OperationsOf({ tenant }: { tenant: Tenant }) {
  const t = texts.use();
  const operations = useOperations({ tenant: tenant.id });
  return (
    <OperationList ofOne operations={operations} empty={<Nothing>{t("noOperations")}</Nothing>} />
  );
}
