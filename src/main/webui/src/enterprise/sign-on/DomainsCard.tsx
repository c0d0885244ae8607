import { DeleteOutlined } from "@ant-design/icons";
import {
  Alert,
  App,
  Button,
  Card,
  Flex,
  Form,
  Input,
  Space,
  Switch,
  Tag,
  Tooltip,
  Typography,
} from "antd";
import * as limits from "@/api/limits";
import { isProblem } from "@/api/problem";
import type { SignOnDomain } from "@/api/schema";
import { Copyable } from "@/forms/Copyable";
import { useFit } from "@/forms/fit";
import { useFaults } from "@/forms/useFaults";
import { Failure } from "@/states/Failure";
import { useFormats } from "@/texts/format";
import { useAddingDomain, useEnforcing, useRemovingDomain, useVerifyingDomain } from "./signOn";
import { texts } from "./texts";

interface DomainsCardProps {
  domains: readonly SignOnDomain[];
  /** Whether one may change them. */
  manages: boolean;
  /** How far the provider is: enforcing needs a trial that succeeded. */
  provider: "none" | "untested" | "tested";
}

/** The mail domains whose people sign on. */
export function DomainsCard({ domains, manages, provider }: DomainsCardProps) {
  const t = texts.use();
  return (
    <Card title={<h2 className="card-title">{t("domains")}</h2>}>
      <Flex vertical gap="middle">
        <Typography.Text type="secondary">
          {t(domains.length === 0 ? "domainsNone" : "domainsLead")}
        </Typography.Text>
        {domains.length > 0 && (
          <ul className="rows" aria-label={t("domains")}>
            {domains.map((each) => (
              <Domain key={each.domain} of={each} manages={manages} provider={provider} />
            ))}
          </ul>
        )}
        {manages && <AddDomain />}
      </Flex>
    </Card>
  );
}

function AddDomain() {
  const t = texts.use();
  const fit = useFit();
  const [form] = Form.useForm<{ domain: string }>();
  const adding = useAddingDomain(() => form.resetFields());
  useFaults(form, adding.error);
  return (
    <>
      <Failure error={adding.error} />
      <Form form={form} onFinish={({ domain }) => adding.run(domain.trim())}>
        {/* Around both, because what is inside has no place for what is wrong with it. */}
        <Form.Item style={{ margin: 0 }}>
          <Space.Compact style={{ width: "min(420px, 100%)" }}>
            <Form.Item
              name="domain"
              noStyle
              rules={fit.line(limits.NewSignOnDomain_domain, t("domainNeeded"))}
            >
              <Input aria-label={t("domain")} placeholder={t("domainHint")} autoComplete="off" />
            </Form.Item>
            <Button htmlType="submit" loading={adding.isRunning}>
              {t("add")}
            </Button>
          </Space.Compact>
        </Form.Item>
      </Form>
    </>
  );
}

interface DomainProps extends Pick<DomainsCardProps, "manages" | "provider"> {
  of: SignOnDomain;
}

function Domain({ of, manages, provider }: DomainProps) {
  const t = texts.use();
  const { date } = useFormats();
  const { modal } = App.useApp();
  const verifying = useVerifyingDomain();
  const removing = useRemovingDomain();
  const { domain, verified, verifiedAt, enforced } = of;
  return (
    <li>
      <Flex wrap gap="small" align="center">
        <strong className="breaks">{domain}</strong>
        <Tag color={verified ? "success" : "warning"}>
          {t(verified ? "verified" : "unverified")}
        </Tag>
        {verifiedAt !== undefined && verified && (
          <Typography.Text type="secondary">
            {t("verifiedOn", { date: date(verifiedAt) })}
          </Typography.Text>
        )}
        <span className="grow" />
        {manages && <Enforcement of={of} provider={provider} />}
        {manages && !enforced && (
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t("removeDomain", { domain })}
            title={t("removeDomain", { domain })}
            onClick={() =>
              modal.confirm({
                title: t("removeDomainAsk", { domain }),
                content: t("removeDomainDetail"),
                okText: t("remove"),
                okButtonProps: { danger: true },
                cancelText: t("cancel"),
                onOk: () => removing.run(of),
              })
            }
          />
        )}
      </Flex>
      {!verified && manages && (
        <Flex vertical gap="small" className="record">
          <span>{t("record")}</span>
          <div>
            <span className="field-label">{t("recordName")}</span>
            <Copyable value={of.recordName} label={t("recordName")} />
          </div>
          <div>
            <span className="field-label">{t("recordValue")}</span>
            <Copyable value={of.recordValue} label={t("recordValue")} />
          </div>
          <div>
            <Button onClick={() => verifying.run(of)} loading={verifying.isRunning}>
              {t("verify")}
            </Button>
          </div>
          {isProblem(verifying.error, "sign_on_domain_unverified") ? (
            <Alert type="warning" showIcon role="alert" title={t("notFoundYet")} />
          ) : (
            <Failure error={verifying.error} />
          )}
        </Flex>
      )}
      <Failure error={removing.error} />
    </li>
  );
}

/** Whether sign-on is the only way in for a domain's people: asked before, as it locks people out. */
function Enforcement({
  of: { domain, enforced, verified },
  provider,
}: Omit<DomainProps, "manages">) {
  const t = texts.use();
  const { modal } = App.useApp();
  const enforcing = useEnforcing();
  let lacking: string | null = null;
  if (!enforced) {
    if (!verified) {
      lacking = t("enforceUnverified");
    } else if (provider === "none") {
      lacking = t("enforceNotSetUp");
    } else if (provider === "untested") {
      lacking = t("enforceUntested");
    }
  }
  function ask(wished: boolean): void {
    modal.confirm({
      title: t(wished ? "enforceAsk" : "releaseAsk", { domain }),
      content: wished && (
        <>
          <p>{t("enforceDetail", { domain })}</p>
          <p>{t("enforceWarning")}</p>
        </>
      ),
      okText: t(wished ? "enforceYes" : "releaseYes"),
      okButtonProps: { danger: wished },
      cancelText: t("cancel"),
      onOk: () => enforcing.run({ domain, enforced: wished }),
    });
  }
  return (
    <>
      <Tooltip title={lacking}>
        <Flex gap={8} align="center">
          <Switch
            checked={enforced}
            disabled={lacking !== null}
            loading={enforcing.isRunning}
            onChange={ask}
            aria-label={t("enforceOf", { domain })}
            {...(lacking === null ? {} : { title: lacking })}
          />
          <span>{t("enforce")}</span>
        </Flex>
      </Tooltip>
      <Failure error={enforcing.error} />
    </>
  );
}
