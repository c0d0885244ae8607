import { ReloadOutlined, SafetyCertificateOutlined } from "@ant-design/icons";
import { Button, Flex } from "antd";
import { useState } from "react";
import type { AuditEntry } from "@/api/schema";
import { AuditList } from "@/audit/AuditList";
import { FilterBar } from "@/audit/FilterBar";
import { useFilters } from "@/audit/filters";
import { texts as auditTexts } from "@/audit/texts";
import { Page } from "@/workspace/Page";
import { TenantName } from "../fleet/TenantName";
import { useLog } from "./log";
import { texts } from "./texts";
import { Verification } from "./Verification";

/** The log of the platform and of all organisations. */
export default function PlatformAuditScreen() {
  const audit = auditTexts.use();
  const t = texts.use();
  const filtering = useFilters();
  const log = useLog(filtering.filters);
  const [checking, setChecking] = useState(false);

  const tenantOf = ({ tenant }: AuditEntry) =>
    tenant === null ? audit("platform") : <TenantName id={tenant} />;

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
          narrow={filtering.change}
          tenantOf={tenantOf}
        />
      </Flex>
      {checking && (
        <Verification tenant={filtering.filters.tenant ?? ""} close={() => setChecking(false)} />
      )}
    </Page>
  );
}
