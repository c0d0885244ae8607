import { CheckCircleFilled, CloseCircleFilled, LoadingOutlined } from "@ant-design/icons";
import { Button, Card, Flex, Typography } from "antd";
import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import type { SignOn, SignOnFinding, SignOnTest } from "@/api/schema";
import { useMe } from "@/session/me";
import { Failure } from "@/states/Failure";
import { useFormats } from "@/texts/format";
import { Outcome } from "./Outcome";
import { useReason } from "./reasons";
import { useRenewal, useTesting, useTrial } from "./signOn";
import { texts } from "./texts";
import { begin, onTrial } from "./trials";

/** Asks the provider, lets one try a sign-in, and shows what came of it. */
export function TestCard({ signOn }: { signOn: SignOn }) {
  const t = texts.use();
  const { ago } = useFormats();
  const slug = useMe().data?.tenant?.slug ?? "";
  const [search, setSearch] = useSearchParams();
  const [found, setFound] = useState<SignOnTest | null>(null);
  const [waiting, setWaiting] = useState(false);
  const testing = useTesting(setFound);
  const renew = useRenewal();
  const test = search.get("test");
  const trial = useTrial(test);

  useEffect(
    () =>
      onTrial((over) => {
        setWaiting(false);
        setFound(null);
        setSearch({ test: over }, { replace: true });
      }),
    [setSearch],
  );
  const succeeded = trial.data?.succeeded ?? false;
  const latest = useRef(renew);
  latest.current = renew;
  useEffect(() => {
    if (succeeded) {
      latest.current();
    }
  }, [succeeded]);

  function run(): void {
    setFound(null);
    setWaiting(false);
    setSearch({}, { replace: true });
    testing.run();
  }

  return (
    <Card
      title={<h2 className="card-title">{t("test")}</h2>}
      extra={
        <Button onClick={run} loading={testing.isRunning}>
          {t(found === null && test === null ? "testRun" : "testAgain")}
        </Button>
      }
    >
      <Flex vertical gap="middle">
        <Typography.Text type="secondary">{t("testLead")}</Typography.Text>
        <Typography.Text>
          {signOn.tested && signOn.testedAt !== undefined
            ? t("testedAt", { ago: ago(signOn.testedAt) })
            : t("untested")}
        </Typography.Text>
        <Failure error={testing.error} />
        {found !== null && (
          <>
            <ul className="plain-list" aria-live="polite">
              {found.findings.map((each) => (
                <Found key={each.check} finding={each} />
              ))}
            </ul>
            {found.signIn !== null && (
              <Flex wrap gap="small" align="center">
                <Button
                  type="primary"
                  href={found.signIn}
                  target="_blank"
                  rel="noopener noreferrer"
                  onClick={() => {
                    begin(slug);
                    setWaiting(true);
                  }}
                >
                  {t("tryIt")}
                </Button>
                <Typography.Text type="secondary">{t("tryHint")}</Typography.Text>
              </Flex>
            )}
            {waiting && (
              <div role="status">
                <LoadingOutlined aria-hidden /> {t("waiting")}
              </div>
            )}
          </>
        )}
        {test !== null && <Outcome trial={trial} />}
      </Flex>
    </Card>
  );
}

function Found({ finding: { check, ok, code, detail } }: { finding: SignOnFinding }) {
  const t = texts.use();
  const reason = useReason();
  return (
    <li className="finding">
      {ok ? (
        <CheckCircleFilled className="good" aria-label={t("yes")} />
      ) : (
        <CloseCircleFilled className="bad" aria-label={t("no")} />
      )}
      <span>
        {t(check)}
        {!ok && (
          <>
            <br />
            <Typography.Text type="secondary">{reason(code, detail)}</Typography.Text>
          </>
        )}
      </span>
    </li>
  );
}
