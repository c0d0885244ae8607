import { Drawer, Flex, Typography } from "antd";
import type { PlatformSignUp } from "@/api/schema";
import { useMay } from "@/session/me";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { Facts } from "../fleet/Facts";
import { SignUpStateTag } from "../fleet/states";
import { TenantName } from "../fleet/TenantName";
import { FollowedOperation } from "../operations/FollowedOperation";
import { Decision } from "./Decision";
import { useSignUp } from "./signUps";
import { texts } from "./texts";

/** A sign-up as it was handed in, and where somebody decides on it. */
export function SignUpDrawer({ id, close }: { id: string; close: () => void }) {
  const t = texts.use();
  const may = useMay();
  const query = useSignUp(id);
  const signUp = query.data;
  return (
    <Drawer
      open
      size="min(560px, 100vw)"
      title={<bdi>{signUp?.name ?? t("unnamed")}</bdi>}
      onClose={close}
      extra={signUp !== undefined && <SignUpStateTag state={signUp.state} />}
      footer={
        signUp?.state === "waiting" && may("sign-up:decide") ? <Decision signUp={signUp} /> : null
      }
    >
      <Ready query={query}>
        {(known) => (
          <Flex vertical gap="large">
            <HandedIn signUp={known} />
            {known.operation !== undefined && may("operation:read") && (
              <section aria-label={t("making")}>
                <FollowedOperation id={known.operation} over={() => void query.refetch()} />
              </section>
            )}
          </Flex>
        )}
      </Ready>
    </Drawer>
  );
}

function HandedIn({ signUp }: { signUp: PlatformSignUp }) {
  const t = texts.use();
  const { time } = useFormats();
  const { slug, administrator, email, verified, plan, region, reason, failure, tenant } = signUp;
  return (
    <Facts
      of={[
        [t("slug"), slug === undefined ? "–" : <code key="slug">{slug}</code>],
        [t("applicant"), <bdi key="applicant">{administrator ?? "–"}</bdi>],
        [
          t("email"),
          <Flex key="email" vertical>
            {email ?? "–"}
            <Typography.Text type={verified ? "success" : "warning"}>
              {t(verified ? "verified" : "unverified")}
            </Typography.Text>
          </Flex>,
        ],
        [t("plan"), plan ?? "–"],
        region === undefined ? null : [t("region"), region],
        [
          t("people"),
          <Flex key="people" vertical>
            <span>{t("departments", { count: signUp.departments })}</span>
            <span>{t("invitations", { count: signUp.invitations })}</span>
          </Flex>,
        ],
        [t("begun"), time(signUp.createdAt)],
        signUp.submittedAt === undefined ? null : [t("submitted"), time(signUp.submittedAt)],
        reason === undefined ? null : [t("reason"), <bdi key="reason">{reason}</bdi>],
        failure === undefined ? null : [t("failure"), <code key="failure">{failure}</code>],
        tenant === undefined ? null : [t("tenant"), <TenantName key="tenant" id={tenant} />],
      ]}
    />
  );
}
