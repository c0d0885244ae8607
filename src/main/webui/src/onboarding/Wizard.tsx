import { Grid, Steps } from "antd";
import { lazy, Suspense, useEffect } from "react";
import { useSearchParams } from "react-router";
import type { OnboardingOffer, SignUp } from "@/api/schema";
import { Loading } from "@/states/States";
import { Front } from "@/workspace/Front";
import { AdministratorStep } from "./AdministratorStep";
import type { SignUpKey } from "./kept";
import { OrganisationStep } from "./OrganisationStep";
import { furthest, type Step, stepAt, stepsOf } from "./steps";
import { texts } from "./texts";

// Whoever begins needs the first steps; the others come while those are filled in.
const later = {
  plan: () => import("./PlanStep"),
  people: () => import("./PeopleStep"),
  review: () => import("./ReviewStep"),
};
const PlanStep = lazy(async () => ({ default: (await later.plan()).PlanStep }));
const PeopleStep = lazy(async () => ({ default: (await later.people()).PeopleStep }));
const ReviewStep = lazy(async () => ({ default: (await later.review()).ReviewStep }));

interface WizardProps {
  offer: OnboardingOffer;
  signUpKey: SignUpKey | null;
  /** What there is of it; undefined before the first step is done. */
  signUp: SignUp | undefined;
  setKey: (key: SignUpKey) => void;
  /** Told what the administrator will sign in with. */
  typed: (password: string) => void;
}

/** The steps of a sign-up. Which one is shown stands in the address, so Back and a reload keep to it. */
export function Wizard({ offer, signUpKey, signUp, setKey, typed }: WizardProps) {
  const t = texts.use();
  const [search, setSearch] = useSearchParams();
  const steps = stepsOf(offer);
  const at = stepAt(search.get("step"), signUp, steps);
  const step = steps[at] ?? "organisation";

  useEffect(() => {
    if (step === "administrator") {
      // What cannot be had now is asked for again when it is needed.
      void Promise.allSettled(Object.values(later).map((load) => load()));
    }
  }, [step]);

  function go(to: Step | undefined): void {
    setSearch(to === undefined ? {} : { step: to });
  }
  const next = () => go(steps[at + 1]);
  const back = at > 0 ? () => go(steps[at - 1]) : undefined;

  let shown = (
    <OrganisationStep
      signUpKey={signUpKey}
      organisation={signUp?.organisation}
      done={(key) => {
        setKey(key);
        next();
      }}
    />
  );
  if (signUpKey !== null && signUp !== undefined) {
    const applying = { key: signUpKey, signUp };
    if (step === "administrator") {
      shown = <AdministratorStep applying={applying} typed={typed} next={next} back={back} />;
    } else if (step === "plan") {
      shown = <PlanStep applying={applying} offer={offer} next={next} back={back} />;
    } else if (step === "people") {
      shown = <PeopleStep applying={applying} offer={offer} next={next} back={back} />;
    } else if (step === "review") {
      shown = <ReviewStep applying={applying} offer={offer} go={go} back={back} />;
    }
  }
  const planOnly = step === "plan" && offer.regions.length === 0;
  return (
    <Front
      wide
      title={t(planOnly ? "titlePlanOnly" : `title_${step}`)}
      lead={t(planOnly ? "leadPlanOnly" : `lead_${step}`)}
      above={<Progression steps={steps} at={at} most={furthest(signUp, steps)} go={go} />}
    >
      <div className="wizard">
        <Suspense fallback={<Loading rows={4} />}>{shown}</Suspense>
      </div>
    </Front>
  );
}

interface ProgressionProps {
  steps: readonly Step[];
  at: number;
  most: number;
  go: (step: Step | undefined) => void;
}

/** How far one is; leads back to what has been filled in. */
function Progression({ steps, at, most, go }: ProgressionProps) {
  const t = texts.use();
  const wide = Grid.useBreakpoint().md ?? true;
  if (!wide) {
    const step = steps[at];
    return (
      <div className="wizard-steps">
        <span className="secondary">
          {t("stepOf", { number: at + 1, of: steps.length })}
          {step !== undefined && ` · ${t(`step_${step}`)}`}
        </span>
        <div
          role="progressbar"
          aria-label={t("progress")}
          aria-valuemin={0}
          aria-valuemax={steps.length}
          aria-valuenow={at}
          className="wizard-bar"
        >
          <div style={{ width: `${((at + 1) / (steps.length + 1)) * 100}%` }} />
        </div>
      </div>
    );
  }
  return (
    <nav aria-label={t("progress")} className="wizard-steps">
      <Steps
        size="small"
        responsive={false}
        current={at}
        onChange={(index) => go(steps[index])}
        items={steps.map((step, index) => ({
          title: t(`step_${step}`),
          disabled: index > most,
        }))}
      />
    </nav>
  );
}
