import { Button, Flex, Form } from "antd";
import { useEffect, useRef } from "react";
import * as limits from "@/api/limits";
import { isProblem } from "@/api/problem";
import type { SignUpOrganisationView } from "@/api/schema";
import { Input } from "@/forms/fields";
import { useFit, wrongWith } from "@/forms/fit";
import { SLUG_MOST, slugOf } from "@/forms/slug";
import { useFaults } from "@/forms/useFaults";
import { Failure, useSaid } from "@/states/Failure";
import { useLanguage } from "@/texts/texts";
import { keepKey, type SignUpKey } from "./kept";
import { StepFoot } from "./StepFoot";
import { useNaming } from "./signUp";
import { useSlugCheck } from "./slug";
import { texts } from "./texts";

interface OrganisationStepProps {
  signUpKey: SignUpKey | null;
  organisation: SignUpOrganisationView | undefined;
  done: (key: SignUpKey) => void;
}

interface Wish {
  name: string;
  slug: string;
}

const OF_SLUG = ["slug_taken", "slug_reserved", "slug_malformed"];

/** What the organisation is called, and the slug that its address has. */
export function OrganisationStep({ signUpKey, organisation, done }: OrganisationStepProps) {
  const t = texts.use();
  const fit = useFit();
  const language = useLanguage();
  const [form] = Form.useForm<Wish>();
  const chosen = useRef(organisation !== undefined);
  const naming = useNaming(signUpKey, language, keepKey, done);
  useFaults(form, naming.error);
  const { error } = naming;
  const ofSlug = isProblem(error, ...OF_SLUG);
  const ofName = isProblem(error, "name_malformed");
  const wording = useSaid();
  const said = ofSlug || ofName ? wording(error).detail : "";
  useEffect(() => {
    if (said !== "") {
      form.setFields([{ name: ofSlug ? "slug" : "name", errors: [said] }]);
    }
  }, [form, said, ofSlug]);

  return (
    <Form<Wish>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ name: organisation?.name ?? "", slug: organisation?.slug ?? "" }}
      onValuesChange={(changed: Partial<Wish>) => {
        if (changed.slug !== undefined) {
          chosen.current = changed.slug !== "";
        } else if (changed.name !== undefined && !chosen.current) {
          form.setFieldValue("slug", slugOf(changed.name));
        }
      }}
      onFinish={naming.run}
    >
      {!ofSlug && !ofName && <Failure error={error} />}
      <Form.Item
        name="name"
        label={t("name")}
        rules={fit.line(limits.SignUpOrganisation_name, t("nameNeeded"))}
      >
        <Input autoFocus dir="auto" autoComplete="organization" placeholder={t("nameExample")} />
      </Form.Item>
      <SlugField
        signUpKey={signUpKey}
        choose={(slug) => {
          chosen.current = true;
          form.setFields([{ name: "slug", value: slug, errors: [] }]);
        }}
      />
      <StepFoot isRunning={naming.isRunning} />
    </Form>
  );
}

interface SlugFieldProps {
  signUpKey: SignUpKey | null;
  choose: (slug: string) => void;
}

function SlugField({ signUpKey, choose }: SlugFieldProps) {
  const t = texts.use();
  const fit = useFit();
  const slug = (Form.useWatch("slug") as string | undefined) ?? "";
  const check = useSlugCheck(slug, signUpKey);
  const fits = slug !== "" && wrongWith(slug, "line", SLUG_MOST) === null;
  const found = fits && check.isAbout ? check.data : undefined;
  return (
    <Form.Item
      name="slug"
      label={t("slug")}
      normalize={(typed: string) => typed.toLowerCase().replace(/\s+/g, "-")}
      rules={fit.line(SLUG_MOST, t("slugNeeded"))}
      hasFeedback
      {...(!fits || check.error !== null
        ? {}
        : {
            validateStatus:
              found === undefined ? "validating" : found.state === "free" ? "success" : "warning",
          })}
      extra={
        <Flex vertical gap={4} aria-live="polite">
          <span>
            {found === undefined ? t("slugHint") : t(`slug_${found.state}`)}
            {found?.state === "free" && (
              <code className="inline-code">
                {globalThis.location.host}/t/{found.slug}
              </code>
            )}
          </span>
          {found !== undefined && found.suggestions.length > 0 && (
            <Flex wrap gap={8} align="center">
              {t("slugOthers")}
              {found.suggestions.map((other) => (
                <Button key={other} size="small" onClick={() => choose(other)}>
                  {other}
                </Button>
              ))}
            </Flex>
          )}
        </Flex>
      }
    >
      <Input autoComplete="off" spellCheck={false} placeholder="acme-fashion" />
    </Form.Item>
  );
}
