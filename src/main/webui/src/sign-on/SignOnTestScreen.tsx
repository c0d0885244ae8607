import { Alert, Button, Flex } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { Outcome } from "@/enterprise/sign-on/Outcome";
import { useTrial } from "@/enterprise/sign-on/signOn";
import { beganIn, forget, tell } from "@/enterprise/sign-on/trials";
import { useFragment } from "@/forms/useFragment";
import { Incomplete } from "@/invitation/Incomplete";
import { useMe } from "@/session/me";
import { tenantOfTab } from "@/session/tab";
import { Nothing } from "@/states/Nothing";
import { Ready } from "@/states/States";
import { Front } from "@/workspace/Front";
import { InPlace } from "@/workspace/InPlace";
import { texts } from "./texts";

/** What a test of a sign-on made of the person who signed in. It signed nobody in. */
export default function SignOnTestScreen() {
  const test = useFragment().get("token");
  // The provider sent the browser back: it may have opened another tab, which works nowhere yet.
  const [slug, setSlug] = useState(() => beganIn() ?? tenantOfTab());
  useEffect(forget, []);
  if (test === null) {
    return <Incomplete />;
  }
  return (
    <InPlace key={slug ?? ""} place={slug}>
      {slug === null ? <Whose choose={setSlug} /> : <Ended test={test} slug={slug} />}
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

function Ended({ test, slug }: { test: string; slug: string }) {
  const t = texts.use();
  const trial = useTrial(test);
  const [seen, setSeen] = useState(false);
  useEffect(() => tell(test, () => setSeen(true)), [test]);
  return (
    <Front
      title={t("testTitle")}
      lead={t("testLead")}
      foot={
        <p>
          <Link to={`/t/${slug}/sign-on?test=${encodeURIComponent(test)}`}>
            {t("testBack", { slug })}
          </Link>
        </p>
      }
    >
      <Flex vertical gap="middle">
        {seen && <Alert type="info" showIcon title={t("testSeen")} />}
        <Outcome trial={trial} />
      </Flex>
    </Front>
  );
}
