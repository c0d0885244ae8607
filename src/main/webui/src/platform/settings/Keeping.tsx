import { Alert, Button, Card, Descriptions, Flex, Typography } from "antd";
import { useState } from "react";
import type { SigningKeySuccessor } from "@/api/schema";
import { Question } from "@/forms/Question";
import { useMay } from "@/session/me";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { FollowedOperation } from "../operations/FollowedOperation";
import { useRecount, useResealing, useRotating, useSealed } from "./keeping";
import { texts } from "./texts";

/** Under which master keys the secrets are sealed, and how they come under the current one. */
export function SealedSecrets() {
  const t = texts.use();
  const may = useMay();
  const { number } = useFormats();
  const sealed = useSealed();
  const recount = useRecount();
  const [asking, setAsking] = useState(false);
  const [operation, setOperation] = useState<string | null>(null);
  const resealing = useResealing((id) => {
    setAsking(false);
    setOperation(id);
  });
  return (
    <Card
      title={<h2 className="card-title">{t("sealed")}</h2>}
      extra={may("secret:reseal") && <Button onClick={() => setAsking(true)}>{t("reseal")}</Button>}
    >
      <Flex vertical gap="middle">
        <Typography.Text type="secondary">{t("sealedLead")}</Typography.Text>
        <Ready query={sealed} rows={3}>
          {({ current, former, unknown }) => (
            <>
              <Descriptions
                size="small"
                style={{ maxWidth: 520 }}
                bordered
                column={1}
                items={[
                  { key: "current", label: t("current"), children: number(current) },
                  { key: "former", label: t("former"), children: number(former) },
                  { key: "unknown", label: t("unknown"), children: number(unknown) },
                ]}
              />
              {former > 0 && <Alert type="warning" showIcon title={t("formerHint")} />}
              {unknown > 0 && <Alert type="error" showIcon title={t("unknownHint")} />}
            </>
          )}
        </Ready>
        {operation !== null && <FollowedOperation id={operation} over={recount} />}
      </Flex>
      {asking && (
        <Question
          title={t("resealAsk")}
          label={t("resealYes")}
          action={resealing}
          close={() => setAsking(false)}
        >
          {t("resealDetail")}
        </Question>
      )}
    </Card>
  );
}

/** The key that signs tokens, and its successor. */
export function SigningKey() {
  const t = texts.use();
  const { exact } = useFormats();
  const [asking, setAsking] = useState(false);
  const [successor, setSuccessor] = useState<SigningKeySuccessor | null>(null);
  const rotating = useRotating((next) => {
    setAsking(false);
    setSuccessor(next);
  });
  return (
    <Card
      title={<h2 className="card-title">{t("signing")}</h2>}
      extra={<Button onClick={() => setAsking(true)}>{t("rotate")}</Button>}
    >
      <Flex vertical gap="middle">
        <Typography.Text type="secondary">{t("signingLead")}</Typography.Text>
        {successor !== null && (
          <Alert
            type="success"
            showIcon
            role="status"
            title={t("rotated", { time: exact(successor.signsFrom) })}
            description={
              <>
                {t("kid")}: <code className="breaks">{successor.kid}</code>
              </>
            }
          />
        )}
      </Flex>
      {asking && (
        <Question
          title={t("rotateAsk")}
          label={t("rotateYes")}
          action={rotating}
          close={() => setAsking(false)}
        >
          {t("rotateDetail")}
        </Question>
      )}
    </Card>
  );
}
