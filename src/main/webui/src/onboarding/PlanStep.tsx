import { Form, Radio } from "antd";
import { body, open } from "@/api/client";
import type { OnboardingOffer, SignUpPlan } from "@/api/schema";
import { useFaults } from "@/forms/useFaults";
import { Failure } from "@/states/Failure";
import { StepFoot } from "./StepFoot";
import { type Applying, useFilling } from "./signUp";
import { texts } from "./texts";

interface PlanStepProps {
  applying: Applying;
  offer: OnboardingOffer;
  next: () => void;
  back: (() => void) | undefined;
}

/** On what terms, and where the data are to lie. */
export function PlanStep({ applying, offer, next, back }: PlanStepProps) {
  const t = texts.use();
  const [form] = Form.useForm<SignUpPlan>();
  const { plan, region } = applying.signUp;
  const choosing = useFilling(
    applying.key,
    (wish: SignUpPlan, params) =>
      body(open.PUT("/api/v1/onboarding/{signUp}/plan", { params, body: wish })),
    { done: next },
  );
  useFaults(form, choosing.error);
  return (
    <Form<SignUpPlan>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{
        plan: offer.plans.find((each) => each === plan) ?? offer.plans[0],
        region:
          offer.regions.find((each) => each === region) ??
          (offer.regions.length === 1 ? offer.regions[0] : undefined),
      }}
      onFinish={(wish) => choosing.run(chosen(wish))}
    >
      <Failure error={choosing.error} />
      {offer.plans.length > 0 && (
        <Choices name="plan" label={t("plan")} of={offer.plans} needed={t("planNeeded")} />
      )}
      {offer.regions.length > 0 && (
        <Choices name="region" label={t("region")} of={offer.regions} needed={t("regionNeeded")} />
      )}
      <StepFoot back={back} isRunning={choosing.isRunning} />
    </Form>
  );
}

function chosen({ plan, region }: SignUpPlan): SignUpPlan {
  return { ...(plan == null ? {} : { plan }), ...(region == null ? {} : { region }) };
}

interface ChoicesProps {
  name: string;
  label: string;
  of: readonly string[];
  needed: string;
}

function Choices({ name, label, of, needed }: ChoicesProps) {
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: needed }]}>
      <Radio.Group
        className="choices"
        aria-label={label}
        options={of.map((each) => ({ value: each, label: <strong>{each}</strong> }))}
      />
    </Form.Item>
  );
}
