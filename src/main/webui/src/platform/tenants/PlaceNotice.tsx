import { Alert } from "antd";
import { Link } from "react-router";
import type { Tenant } from "@/api/schema";
import { useMay } from "@/session/me";
import { defineTexts } from "@/texts/texts";
import { useServers } from "../servers/servers";
import { isThere } from "./like";

const texts = defineTexts(
  "tenant-place",
  {
    down: "Its server {{server}} is declared down",
    detail:
      "Its people are served if the server works all the same. If it is gone for good, bring the tenant back on another one: Restore, “The server is lost”.",
    bring: "Bring it back",
  },
  {
    down: "其所在服务器 {{server}} 已声明停用",
    detail:
      "如果服务器其实仍在运行，成员仍可访问。如果已彻底丢失，请在另一台服务器上恢复该租户：恢复 → “服务器已丢失”。",
    bring: "去恢复",
  },
);

/** Says of a tenant whose server was declared down how it goes on. */
export function PlaceNotice({ tenant }: { tenant: Tenant }) {
  const may = useMay();
  return may("server:read") && isThere(tenant) && tenant.server !== null ? (
    <IfDown slug={tenant.slug} server={tenant.server} />
  ) : null;
}

function IfDown({ slug, server }: { slug: string; server: string }) {
  const t = texts.use();
  const may = useMay();
  const servers = useServers().data ?? [];
  if (!servers.some(({ name, state }) => name === server && state === "down")) {
    return null;
  }
  return (
    <Alert
      type="error"
      showIcon
      title={t("down", { server })}
      description={t("detail")}
      action={
        may("restore:run") && (
          <Link to={`/platform/tenants/${slug}?tab=recovery`}>{t("bring")}</Link>
        )
      }
    />
  );
}
