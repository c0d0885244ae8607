import { Alert, Button, Drawer, Flex, Form, Input, Table, Typography } from "antd";
import { useState } from "react";
import type { AuditFinding, AuditVerdict } from "@/api/schema";
import { Copyable } from "@/forms/Copyable";
import { useFit } from "@/forms/fit";
import { SLUG_MOST } from "@/forms/slug";
import { Failure } from "@/states/Failure";
import { useVerifying, type Verifying } from "./log";
import { texts } from "./texts";

/** An entry's number, and a hash. */
const HEAD = 100;

interface VerificationProps {
  /** The organisation whose log is looked at, or empty. */
  tenant: string;
  close: () => void;
}

/** Checks a log against its chain of hashes, and shows what came of it. */
export function Verification({ tenant, close }: VerificationProps) {
  const t = texts.use();
  const fit = useFit();
  const [verdict, setVerdict] = useState<{ of: string; is: AuditVerdict } | null>(null);
  const verifying = useVerifying((is, { tenant: of }) => setVerdict({ of, is }));
  return (
    <Drawer open size="min(680px, 100vw)" title={t("verifyTitle")} onClose={close}>
      <Flex vertical gap="middle">
        <Typography.Text type="secondary">{t("verifyLead")}</Typography.Text>
        <Form<Verifying>
          layout="vertical"
          requiredMark={false}
          initialValues={{ tenant, head: "" }}
          onFinish={({ tenant: of, head }) => {
            setVerdict(null);
            verifying.run({ tenant: of.trim(), head: head.trim() });
          }}
        >
          <Form.Item
            name="tenant"
            label={t("ofWhat")}
            extra={t("ofWhatHint")}
            rules={fit.line(SLUG_MOST)}
          >
            <Input allowClear placeholder={t("platform")} />
          </Form.Item>
          <Form.Item
            name="head"
            label={t("headNoted")}
            extra={t("headHint")}
            rules={fit.line(HEAD)}
          >
            <Input allowClear placeholder="1042:9f2c…" className="code" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={verifying.isRunning}>
            {t("check")}
          </Button>
        </Form>
        <Failure error={verifying.error} />
        {verdict !== null && <Verdict {...verdict} />}
      </Flex>
    </Drawer>
  );
}

function Verdict({ of, is }: { of: string; is: AuditVerdict }) {
  const t = texts.use();
  const log = of === "" ? t("platform") : of;
  return (
    <Flex vertical gap="middle" aria-live="polite">
      <Alert
        showIcon
        type={is.intact ? "success" : "error"}
        title={t(is.intact ? "intact" : "broken")}
        description={t(is.intact ? "intactDetail" : "brokenDetail", { count: is.entries, log })}
      />
      {!is.intact && (
        <>
          <Table<AuditFinding>
            size="small"
            rowKey={({ entry, what }) => `${entry} ${what}`}
            pagination={is.findings.length > 20 ? { pageSize: 20 } : false}
            dataSource={is.findings}
            columns={[
              {
                key: "entry",
                title: t("entry"),
                dataIndex: "entry",
                render: (entry: string | null) => <code className="breaks">{entry ?? "–"}</code>,
              },
              { key: "what", title: t("finding"), dataIndex: "what" },
            ]}
          />
          <Typography.Text strong>{t("what")}</Typography.Text>
        </>
      )}
      <Flex vertical gap={6}>
        <Typography.Text strong>{t("head")}</Typography.Text>
        <Copyable value={is.head} label={t("head")} />
        <Typography.Text type="secondary">{t("note")}</Typography.Text>
      </Flex>
    </Flex>
  );
}
