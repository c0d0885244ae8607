import { Divider, Form, Input, Segmented, Typography } from "antd";
import { useEffect, useState } from "react";
import { body, open } from "@/api/client";
import * as limits from "@/api/limits";
import { isProblem } from "@/api/problem";
import type { OnboardingOffer } from "@/api/schema";
import { useWrong } from "@/forms/fit";
import { Failure } from "@/states/Failure";
import { namesOf, pathAt, pathsOf, readDepartments } from "./departments";
import { InviteeRows } from "./InviteeRows";
import { lineFault } from "./lineFault";
import { PastedPeople } from "./PastedPeople";
import { fieldOf, isCsv, type Row, written, wrongLines } from "./people";
import { StepFoot } from "./StepFoot";
import { type Applying, type keyOf, useFilling } from "./signUp";
import { texts } from "./texts";

interface PeopleStepProps {
  applying: Applying;
  offer: OnboardingOffer;
  next: () => void;
  back: (() => void) | undefined;
}

interface Given {
  departments: string;
  people: (Row | undefined)[];
  pasted: string;
}

type Way = "typed" | "pasted";

/** Departments to begin with, and whom to invite once the organisation is open. None is needed. */
export function PeopleStep({ applying, offer, next, back }: PeopleStepProps) {
  const t = texts.use();
  const against = useWrong();
  const [form] = Form.useForm<Given>();
  const { signUp } = applying;
  const [way, setWay] = useState<Way>("typed");
  const paths = pathsOf(readDepartments(Form.useWatch("departments", form) ?? ""));
  const saving = useFilling(
    applying.key,
    async (given: Given & { way: Way }, params) => {
      await putDepartments(given.departments, params);
      return given.way === "pasted"
        ? await putPasted(given.pasted, params)
        : await putTyped(given.people, params);
    },
    { done: next },
  );
  const pasted = Form.useWatch("pasted", form) ?? "";
  const wrong = wrongLines(saving.error, pasted);
  const ofDepartments = isProblem(saving.error)
    ? saving.error.faults.filter(({ pointer }) => pointer?.startsWith("/departments"))
    : [];

  useEffect(() => {
    if (!isProblem(saving.error)) {
      return;
    }
    const tree = readDepartments(form.getFieldValue("departments"));
    const errors = saving.error.faults
      .filter(({ pointer }) => pointer?.startsWith("/departments"))
      .map((fault) => `${pathAt(tree, fault.pointer ?? "")}: ${lineFault(fault)}`);
    form.setFields([{ name: "departments", errors }]);
    if (way === "typed") {
      const rows = written(form.getFieldValue("people") ?? []);
      for (const fault of saving.error.faults) {
        const row = fault.line === undefined ? undefined : rows[fault.line - 1];
        if (row !== undefined) {
          form.setFields([
            { name: ["people", row.at, fieldOf(fault.code)], errors: [lineFault(fault)] },
          ]);
        }
      }
    }
  }, [form, saving.error, way]);

  return (
    <Form<Given>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{
        departments: pathsOf(signUp.departments).join("\n"),
        people: signUp.invitations.length > 0 ? signUp.invitations : [{ role: "member" }],
        pasted: "",
      }}
      onFinish={() => saving.run({ ...form.getFieldsValue(true), way })}
    >
      {wrong.length === 0 && ofDepartments.length === 0 && <Failure error={saving.error} />}
      <Form.Item
        name="departments"
        label={t("departments")}
        extra={t("departmentsHint", { most: offer.mostDepartments })}
        rules={[
          {
            validator: async (_, text: string = "") => {
              for (const name of text.split(/\r?\n/).flatMap(namesOf)) {
                const said = against(name, "line", limits.NewDepartment_name);
                if (said !== null) {
                  throw new Error(`${name.slice(0, 40)}: ${said}`);
                }
              }
            },
          },
        ]}
      >
        <Input.TextArea
          dir="auto"
          autoSize={{ minRows: 3, maxRows: 10 }}
          placeholder={t("departmentsExample")}
        />
      </Form.Item>
      {offer.mostInvitations > 0 && (
        <>
          <Divider />
          <Typography.Title level={2} style={{ fontSize: 16, marginTop: 0 }}>
            {t("people")}
          </Typography.Title>
          <Typography.Paragraph type="secondary">
            {t("peopleLead", { most: offer.mostInvitations })}
          </Typography.Paragraph>
          <Segmented<Way>
            aria-label={t("people")}
            value={way}
            onChange={(chosen) => {
              saving.forget();
              setWay(chosen);
            }}
            style={{ marginBottom: 12 }}
            options={[
              { value: "typed", label: t("oneByOne") },
              { value: "pasted", label: t("pasteOrCsv") },
            ]}
          />
          {way === "typed" ? (
            <InviteeRows departments={paths} most={offer.mostInvitations} />
          ) : (
            <PastedPeople form={form} wrong={wrong} taken={signUp.invitations.length} />
          )}
        </>
      )}
      <StepFoot back={back} isRunning={saving.isRunning} />
    </Form>
  );
}

type Params = ReturnType<typeof keyOf>;

async function putDepartments(text: string, params: Params): Promise<void> {
  await body(
    open.PUT("/api/v1/onboarding/{signUp}/departments", {
      params,
      body: { departments: readDepartments(text) },
    }),
  );
}

async function putTyped(rows: readonly (Row | undefined)[], params: Params) {
  const people = written(rows).map(({ invitee }) => invitee);
  return people.length === 0
    ? await putText("", "text/plain", params)
    : await body(open.PUT("/api/v1/onboarding/{signUp}/invitations", { params, body: people }));
}

async function putPasted(text: string, params: Params) {
  return await putText(text, isCsv(text) ? "text/csv" : "text/plain", params);
}

async function putText(text: string, type: string, params: Params) {
  return await body(
    open.PUT("/api/v1/onboarding/{signUp}/invitations", {
      params,
      // The description has one body for each media type, of which the client knows the first.
      body: [],
      bodySerializer: () => text,
      headers: { "Content-Type": type },
    }),
  );
}
