import { Breadcrumb } from "antd";
import { Link, useParams } from "react-router";
import { Ready } from "@/states/States";
import { Page } from "@/workspace/Page";
import { useTenant } from "./queries";
import TenantRecovery from "./TenantRecovery";
import { texts } from "./texts";

/** The recovery of one tenant, reached on its own. */
export default function TenantRecoveryScreen() {
  const t = texts.use();
  const { tenant: key = "" } = useParams();
  const tenant = useTenant(key);
  const name = tenant.data?.name ?? key;
  return (
    <Page
      title={t("titleOf", { name })}
      trail={
        <Breadcrumb
          items={[
            { title: <Link to="/platform/recovery">{t("title")}</Link> },
            { title: <bdi>{name}</bdi> },
          ]}
        />
      }
    >
      <Ready query={tenant}>{(found) => <TenantRecovery tenant={found} />}</Ready>
    </Page>
  );
}
