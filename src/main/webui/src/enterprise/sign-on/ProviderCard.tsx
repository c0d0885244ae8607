import { DeleteOutlined } from "@ant-design/icons";
import { Button, Card, Descriptions, Flex, Tag } from "antd";
import type { SignOn } from "@/api/schema";
import { Copyable } from "@/forms/Copyable";
import { useDepartmentNames, useRoleNames } from "./choices";
import { texts } from "./texts";

interface ProviderCardProps {
  signOn: SignOn;
  /** Null if one may not. */
  edit: (() => void) | null;
  remove: (() => void) | null;
}

/** How the identity provider is set up. */
export function ProviderCard({ signOn, edit, remove }: ProviderCardProps) {
  const t = texts.use();
  const roleName = useRoleNames();
  const departmentName = useDepartmentNames();
  return (
    <Card
      title={<h2 className="card-title">{t("provider")}</h2>}
      extra={edit !== null && <Button onClick={edit}>{t("edit")}</Button>}
    >
      <Flex vertical gap="middle">
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 1, md: 2 }}
          items={[
            {
              key: "issuer",
              label: t("issuer"),
              span: "filled",
              children: <span className="breaks">{signOn.issuer}</span>,
            },
            {
              key: "client",
              label: t("clientId"),
              children: <span className="breaks">{signOn.clientId}</span>,
            },
            { key: "scopes", label: t("scopes"), children: signOn.scopes },
            {
              key: "rules",
              label: t("rules"),
              span: "filled",
              children:
                signOn.rules.length === 0 ? (
                  t("noRules")
                ) : (
                  <ol className="rule-list">
                    {signOn.rules.map(({ claim, value, role, department }, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: rules have no other name than their place
                      <li key={index}>
                        <code className="breaks">{t("ruleGives", { claim, value })}</code>{" "}
                        {role != null && <Tag>{roleName(role)}</Tag>}
                        {department != null && (
                          <Tag>
                            <bdi>{departmentName(department)}</bdi>
                          </Tag>
                        )}
                      </li>
                    ))}
                  </ol>
                ),
            },
            {
              key: "defaultRole",
              label: t("everybodyElse"),
              children: signOn.defaultRole == null ? t("refused") : roleName(signOn.defaultRole),
            },
            { key: "emailClaim", label: t("emailClaim"), children: signOn.emailClaim },
            {
              key: "facts",
              label: t("besides"),
              span: "filled",
              children: (
                <ul className="plain-list">
                  <li>{t(signOn.joins ? "joinsYes" : "joinsNo")}</li>
                  <li>{t(signOn.emailTrusted ? "trustedYes" : "trustedNo")}</li>
                  <li>{t(signOn.factorTrusted ? "factorYes" : "factorNo")}</li>
                </ul>
              ),
            },
          ]}
        />
        <div>
          <span className="field-label">{t("redirectUri")}</span>
          <Copyable value={signOn.redirectUri} label={t("redirectUri")} />
        </div>
        {remove !== null && (
          <div>
            <Button danger icon={<DeleteOutlined />} onClick={remove}>
              {t("removeSignOn")}
            </Button>
          </div>
        )}
      </Flex>
    </Card>
  );
}
