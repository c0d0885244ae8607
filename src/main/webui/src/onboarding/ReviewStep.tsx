import { Alert, Button, Descriptions, Flex, Grid, Tag } from "antd";
import type { ReactNode } from "react";
import { body, open } from "@/api/client";
import { isProblem } from "@/api/problem";
import type { OnboardingOffer, SignUp } from "@/api/schema";
import { Failure } from "@/states/Failure";
import { useRoleName } from "@/workspace/roles";
import { pathsOf } from "./departments";
import { StepFoot } from "./StepFoot";
import { type Applying, type keyOf, useFilling } from "./signUp";
import { type Step, stepsOf } from "./steps";
import { texts } from "./texts";

interface ReviewStepProps {
  applying: Applying;
  offer: OnboardingOffer;
  go: (step: Step | undefined) => void;
  back: (() => void) | undefined;
}

/** All that was filled in, before it is handed in. */
export function ReviewStep({ applying, offer, go, back }: ReviewStepProps) {
  const t = texts.use();
  const roleName = useRoleName();
  const wide = Grid.useBreakpoint().sm ?? true;
  const { signUp } = applying;
  const submitting = useFilling(
    applying.key,
    async (_: undefined, params) => {
      await placeWithoutChoice(signUp, offer, params);
      return await body(open.POST("/api/v1/onboarding/{signUp}/submit", { params }));
    },
    // What comes now has no step of its own: the address without one shows how far it is.
    { done: () => go(undefined) },
  );
  const taken = isProblem(submitting.error, "slug_taken");
  const change = (step: Step, label: string): ReactNode => (
    <Button
      type="link"
      size="small"
      onClick={() => go(step)}
      aria-label={`${t("change")}: ${label}`}
    >
      {t("change")}
    </Button>
  );
  const line = (key: string, label: string, step: Step, children: ReactNode) => ({
    key,
    label,
    children: (
      <Flex justify="space-between" gap="small" align="start">
        <span style={{ minWidth: 0, overflowWrap: "anywhere" }}>{children}</span>
        {change(step, label)}
      </Flex>
    ),
  });
  const choice = stepsOf(offer).includes("plan");
  const departments = pathsOf(signUp.departments);

  return (
    <Flex vertical gap="middle">
      {taken ? (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t("takenMeanwhile")}
          action={<Button onClick={() => go("organisation")}>{t("chooseOther")}</Button>}
        />
      ) : (
        <Failure error={submitting.error} />
      )}
      <Descriptions
        bordered
        size="small"
        layout={wide ? "horizontal" : "vertical"}
        column={1}
        items={[
          line(
            "organisation",
            t("step_organisation"),
            "organisation",
            <>
              <bdi>{signUp.organisation?.name}</bdi>
              <br />
              <small>
                {globalThis.location.host}/t/{signUp.organisation?.slug}
              </small>
            </>,
          ),
          line(
            "administrator",
            t("step_administrator"),
            "administrator",
            <>
              <bdi>{signUp.administrator?.name}</bdi>
              <br />
              <small>
                <bdi>{signUp.administrator?.email}</bdi>
              </small>
            </>,
          ),
          ...(choice
            ? [
                line(
                  "plan",
                  t("step_plan"),
                  "plan",
                  [signUp.plan, signUp.region].filter(Boolean).join(" · "),
                ),
              ]
            : []),
          line(
            "departments",
            t("departments"),
            "people",
            departments.length === 0 ? (
              t("none")
            ) : (
              <Flex wrap gap={4}>
                {departments.map((path) => (
                  <Tag key={path}>
                    <bdi>{path}</bdi>
                  </Tag>
                ))}
              </Flex>
            ),
          ),
          line(
            "people",
            t("people"),
            "people",
            signUp.invitations.length === 0
              ? t("none")
              : signUp.invitations.map(({ email, role, department }) => (
                  <div key={email}>
                    <bdi>{email}</bdi>{" "}
                    <small>
                      {[roleName(role ?? "member"), department].filter(Boolean).join(" · ")}
                    </small>
                  </div>
                )),
          ),
        ]}
      />
      {offer.mode === "approval" && <Alert type="info" showIcon title={t("approvalNotice")} />}
      <StepFoot
        back={back}
        label={t(offer.mode === "approval" ? "handIn" : "create")}
        isRunning={submitting.isRunning}
        next={() => submitting.run(undefined)}
      />
    </Flex>
  );
}

/** Where there is but one region, nobody was asked: it is the one. */
async function placeWithoutChoice(
  signUp: SignUp,
  { regions }: OnboardingOffer,
  params: ReturnType<typeof keyOf>,
): Promise<void> {
  const [only, ...others] = regions;
  if (signUp.region === undefined && only !== undefined && others.length === 0) {
    await body(open.PUT("/api/v1/onboarding/{signUp}/plan", { params, body: { region: only } }));
  }
}
