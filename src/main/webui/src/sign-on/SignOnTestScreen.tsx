import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Collapse, Descriptions, Flex } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { api, body } from "@/api/client";
import type { SignOnTrial } from "@/api/schema";
import { useFragment } from "@/forms/useFragment";
import { Incomplete } from "@/invitation/Incomplete";
import { useMe } from "@/session/me";
import { tenantOfTab } from "@/session/tab";
import { Nothing, Ready } from "@/states/States";
import { Front } from "@/workspace/Front";
import { InPlace } from "@/workspace/InPlace";
import { useRoleName } from "@/workspace/roles";
import { useProblemWords, useReason } from "./reasons";
import { texts } from "./texts";

/** What a test of a sign-on made of the person who signed in. It signed nobody in. */
export default function SignOnTestScreen() {
  const test = useFragment().get("token");
  // The provider sent the browser back: it may have opened another tab, which works nowhere yet.
  const [slug, setSlug] = useState(tenantOfTab);
  if (test === null) {
    return <Incomplete />;
  }
  return (
    <InPlace key={slug ?? ""} place={slug}>
      {slug === null ? <Whose choose={setSlug} /> : <Outcome test={test} slug={slug} />}
    </InPlace>
  );
}

function Whose({ choose }: { choose: (slug: string) => void }) {
  const t = texts.use();
  const me = useMe();
  return (
    <Front title={t("testTitle")} lead={t("testWhose")}>
      <Ready query={me} rows={2}>
        {({ tenants }) =>
          tenants.length === 0 ? (
            <Nothing>{t("testNone")}</Nothing>
          ) : (
            <Flex vertical gap="small">
              {tenants.map(({ id, slug, name }) => (
                <Button key={id} block onClick={() => choose(slug)}>
                  <bdi>{name}</bdi>
                </Button>
              ))}
            </Flex>
          )
        }
      </Ready>
    </Front>
  );
}

function Outcome({ test, slug }: { test: string; slug: string }) {
  const t = texts.use();
  const trial = useQuery({
    queryKey: ["sign-on", "test", test],
    retry: false,
    queryFn: ({ signal }) =>
      body(api.GET("/api/v1/sign-on/tests/{test}", { params: { path: { test } }, signal })),
  });
  return (
    <Front
      title={t("testTitle")}
      lead={t("testLead")}
      foot={
        <p>
          <Link to={`/t/${slug}`}>{t("testBack", { slug })}</Link>
        </p>
      }
    >
      <Ready query={trial} rows={4}>
        {(found) => <Found trial={found} />}
      </Ready>
    </Front>
  );
}

function Found({ trial }: { trial: SignOnTrial }) {
  const t = texts.use();
  const roleName = useRoleName();
  const words = useProblemWords(trial.code ?? "");
  const why = useReason(trial.reason);
  const { succeeded, email, role, department, joins, factor, claims } = trial;
  return (
    <Flex vertical gap="middle">
      {succeeded ? (
        <Alert type="success" showIcon title={t("testSucceeded")} />
      ) : (
        <Alert
          type="warning"
          showIcon
          title={words.title}
          description={
            <>
              {why ?? trial.detail ?? words.detail} <code>{trial.reason ?? trial.code}</code>
            </>
          }
        />
      )}
      {succeeded && (
        <Descriptions
          size="small"
          bordered
          column={1}
          items={[
            { key: "email", label: t("testEmail"), children: <bdi>{email}</bdi> },
            { key: "role", label: t("testRole"), children: role === null ? "–" : roleName(role) },
            { key: "department", label: t("testDepartment"), children: department ?? "–" },
            { key: "joins", label: t("testJoins"), children: t(joins ? "yes" : "no") },
            { key: "factor", label: t("testFactor"), children: t(factor ? "yes" : "no") },
          ]}
        />
      )}
      {claims != null && (
        <Collapse
          size="small"
          items={[
            {
              key: "claims",
              label: t("testClaims"),
              children: (
                <pre style={{ margin: 0, overflow: "auto", maxHeight: 320 }} dir="ltr">
                  {JSON.stringify(claims, null, 2)}
                </pre>
              ),
            },
          ]}
        />
      )}
    </Flex>
  );
}
