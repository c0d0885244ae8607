import { Link, useNavigate } from "react-router";
import { useMe } from "@/session/me";
import { workIn } from "@/session/tab";
import { Ready } from "@/states/States";
import { Front } from "@/workspace/Front";
import { InPlace } from "@/workspace/InPlace";
import { useRoleName } from "@/workspace/roles";
import { TenantState } from "@/workspace/TenantSwitcher";
import { texts } from "./texts";

/** For whoever has signed in and is nowhere yet. */
export default function ChooseScreen() {
  return (
    <InPlace key="" place={null}>
      <Choose />
    </InPlace>
  );
}

function Choose() {
  const t = texts.use();
  const me = useMe();
  const navigate = useNavigate();
  const roleName = useRoleName();
  const none = me.data?.tenants.length === 0;
  const onPlatform = me.data?.roles.some((role) => role.startsWith("platform_")) ?? false;
  return (
    <Front
      title={t(none ? "noneTitle" : "chooseTitle")}
      lead={t(none ? "noneLead" : "chooseLead")}
      foot={
        <p>
          <Link to="/account">{t("account")}</Link>
          {" · "}
          <Link to="/onboarding">{t("own")}</Link>
        </p>
      }
    >
      {onPlatform && (
        <p>
          <Link to="/platform">{t("toPlatform")}</Link>
        </p>
      )}
      <Ready query={me} rows={3}>
        {({ tenants }) => (
          <ul className="tenant-list" style={{ width: "auto" }}>
            {tenants.map((tenant) => (
              <li key={tenant.id}>
                <button
                  type="button"
                  className="tenant-choice"
                  onClick={() => {
                    workIn(tenant.slug);
                    void navigate(`/t/${tenant.slug}`);
                  }}
                >
                  <span className="tenant-name">
                    <bdi>{tenant.name}</bdi>
                    <small>
                      {tenant.slug} · {tenant.roles.map((role) => roleName(role)).join(", ")}
                    </small>
                  </span>
                  {tenant.state !== "active" && <TenantState state={tenant.state} />}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Ready>
    </Front>
  );
}
