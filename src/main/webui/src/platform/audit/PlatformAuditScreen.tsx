import { ReloadOutlined, SafetyCertificateOutlined } from "@ant-design/icons";
import { Button, Flex } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { AuditEntry } from "@/api/schema";
import { AuditList } from "@/audit/AuditList";
import { FilterBar } from "@/audit/FilterBar";
import { useFilters } from "@/audit/filters";
import { texts as auditTexts } from "@/audit/texts";
import { Page } from "@/workspace/Page";
import { useLog, useSlugs } from "./log";
import { texts } from "./texts";
import { Verification } from "./Verification";

/** The log of the platform and of all organisations. */
export default function PlatformAuditScreen() {
  const audit = auditTexts.use();
  const t = texts.use();
  const filtering = useFilters();
  const log = useLog(filtering.filters);
  const slugs = useSlugs();
  const [checking, setChecking] = useState(false);

  function tenantOf({ tenant }: AuditEntry) {
    if (tenant === null) {
      return audit("platform");
    }
    const slug = slugs.get(tenant);
    return (
      <Link to={`/platform/tenants/${slug ?? tenant}`} className="breaks">
        {slug ?? tenant}
      </Link>
    );
  }

  return (
    <Page
      title={audit("title")}
      lead={audit("leadPlatform")}
      actions={
        <>
          <Button
            icon={<ReloadOutlined />}
            onClick={() => void log.refetch()}
            loading={log.isFetching}
          >
            {audit("refresh")}
          </Button>
          <Button icon={<SafetyCertificateOutlined />} onClick={() => setChecking(true)}>
            {t("verify")}
          </Button>
        </>
      }
    >
      <Flex vertical gap="middle">
        <FilterBar of={filtering} platform />
        <AuditList
          pages={log}
          filtered={filtering.any}
          clear={filtering.clear}
          tenantOf={tenantOf}
        />
      </Flex>
      {checking && (
        <Verification tenant={filtering.filters.tenant ?? ""} close={() => setChecking(false)} />
      )}
    </Page>
  );
}
