import { App, Button, Card, Flex, Tag, Typography } from "antd";
import type { Session } from "@/api/schema";
import { Failure } from "@/states/Failure";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { Page } from "@/workspace/Page";
import "./account.css";
import { clientOf } from "./client";
import { useEndingOthers, useEndingSession, useSessions, useSigningOutEverywhere } from "./own";
import { texts } from "./texts";

/** Where one is signed in, and how to end it. */
export default function SessionsScreen() {
  const t = texts.use();
  const { modal } = App.useApp();
  const sessions = useSessions();
  const ending = useEndingSession();
  const others = useEndingOthers();
  const everywhere = useSigningOutEverywhere();
  const hasOthers = sessions.data?.items.some(({ current }) => !current) ?? false;

  function ask(title: string, content: string, okText: string, onOk: () => void): void {
    modal.confirm({
      title,
      content,
      okText,
      okButtonProps: { danger: true },
      cancelText: t("cancel"),
      // Ant Design hands a function that takes something its own way to close the dialog.
      onOk: () => onOk(),
    });
  }

  return (
    <Page
      title={t("sessions")}
      lead={t("sessionsLead")}
      actions={
        <>
          {hasOthers && (
            <Button
              loading={others.isRunning}
              onClick={() => ask(t("othersAsk"), t("othersDetail"), t("othersEnd"), others.run)}
            >
              {t("othersEnd")}
            </Button>
          )}
          <Button
            danger
            loading={everywhere.isRunning}
            onClick={() =>
              ask(t("everywhereAsk"), t("everywhereDetail"), t("everywhere"), everywhere.run)
            }
          >
            {t("everywhere")}
          </Button>
        </>
      }
    >
      <Flex vertical gap="middle" className="own">
        <Failure error={ending.error ?? others.error ?? everywhere.error} />
        <Ready query={sessions} rows={4}>
          {({ items }) => (
            <ul className="own-list" aria-label={t("sessions")}>
              {items.map((each) => (
                <li key={each.id}>
                  <Line
                    session={each}
                    isEnding={ending.isRunning}
                    end={() => ending.run(each.id)}
                  />
                </li>
              ))}
            </ul>
          )}
        </Ready>
      </Flex>
    </Page>
  );
}

interface LineProps {
  session: Session;
  isEnding: boolean;
  end: () => void;
}

const METHODS = ["pwd", "otp", "fed", "mfa"] as const;

function Line({ session, isEnding, end }: LineProps) {
  const t = texts.use();
  const { time, ago } = useFormats();
  const { client, address, tenant, methods, createdAt, usedAt, expiresAt, current } = session;
  const name = clientOf(client);
  const how = METHODS.filter((each) => methods.includes(each)).map((each) => t(`method_${each}`));
  return (
    <Card size="small">
      <Flex wrap gap="small" justify="space-between" align="start">
        <div style={{ minWidth: 0, overflowWrap: "anywhere" }}>
          <strong title={client}>{name}</strong>{" "}
          {current && <Tag color="success">{t("current")}</Tag>}
          <br />
          <Typography.Text type="secondary">
            {tenant === undefined ? t("noTenant") : <bdi>{tenant.name}</bdi>} · <bdi>{address}</bdi>
            {how.length > 0 && ` · ${how.join(", ")}`}
          </Typography.Text>
          <br />
          <Typography.Text type="secondary">
            {t("sessionTimes", {
              used: ago(usedAt),
              begun: time(createdAt),
              until: time(expiresAt),
            })}
          </Typography.Text>
        </div>
        {!current && (
          <Button
            size="small"
            loading={isEnding}
            aria-label={`${t("end")}: ${name}, ${address}`}
            onClick={end}
          >
            {t("end")}
          </Button>
        )}
      </Flex>
    </Card>
  );
}
