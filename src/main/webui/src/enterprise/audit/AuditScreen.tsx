import { DownloadOutlined, ReloadOutlined } from "@ant-design/icons";
import { Button, Flex } from "antd";
import { AuditList } from "@/audit/AuditList";
import { FilterBar } from "@/audit/FilterBar";
import { useFilters } from "@/audit/filters";
import { texts } from "@/audit/texts";
import { Failure } from "@/states/Failure";
import { Page } from "@/workspace/Page";
import { useExporting, useKeyNames, useLog } from "./log";

/** The organisation's audit log. */
export default function AuditScreen() {
  const t = texts.use();
  const filtering = useFilters();
  const { tenant: _, ...filters } = filtering.filters;
  const log = useLog(filters);
  const keys = useKeyNames();
  const exporting = useExporting(t("exported"));
  return (
    <Page
      title={t("title")}
      lead={t("leadOwn")}
      actions={
        <>
          <Button
            icon={<ReloadOutlined />}
            onClick={() => void log.refetch()}
            loading={log.isFetching}
          >
            {t("refresh")}
          </Button>
          <Button
            icon={<DownloadOutlined />}
            onClick={() => exporting.run(filters)}
            loading={exporting.isRunning}
          >
            {t("exportCsv")}
          </Button>
        </>
      }
    >
      <Flex vertical gap="middle">
        <FilterBar of={filtering} platform={false} />
        <Failure error={exporting.error} />
        <AuditList
          pages={log}
          filtered={filtering.any}
          clear={filtering.clear}
          narrow={filtering.change}
          {...(keys === undefined ? {} : { keys })}
        />
      </Flex>
    </Page>
  );
}
