import "../people/people.css";
import { ArrowLeftOutlined } from "@ant-design/icons";
import { Alert, Button, Card, Flex, Form } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { isProblem } from "@/api/problem";
import { useWrong } from "@/forms/fit";
import { Notice } from "@/states/Notice";
import { Page } from "@/workspace/Page";
import { LinkButton } from "../people/LinkButton";
import { Refused } from "../people/Refused";
import { useStaying } from "../people/useStaying";
import { Aside } from "./Aside";
import { CsvIds } from "./CsvIds";
import { useInvitingMany } from "./invitations";
import { ListField } from "./ListField";
import { entriesOf, formOf, MOST, onePerLine, parted } from "./lines";
import { LanguageField, TERMS, type Terms, TermsFields } from "./TermsFields";
import { texts } from "./texts";
import { WrongLines } from "./WrongLines";

interface Wish extends Terms {
  language?: string;
}

/** Invites many at once. What is wrong is said line by line, and nothing that was pasted is lost. */
export default function ManyScreen() {
  const t = texts.use();
  const [form] = Form.useForm<Wish>();
  const [list, setList] = useState("");
  const [aside, setAside] = useState("");
  const [judged, setJudged] = useState("");
  const [at, setAt] = useState<{ text: string } | null>(null);
  const [invited, setInvited] = useState<number | null>(null);
  const inviting = useInvitingMany((count) => {
    setInvited(count);
    setList("");
  });
  useStaying(list.trim() !== "" || aside !== "");
  const count = entriesOf(formOf(list) === "csv" ? list : onePerLine(list)).length;
  const against = useWrong()(list, "lines");
  const faults = isProblem(inviting.error) ? inviting.error.faults.filter(hasLine) : [];

  function send({ role, department, language, days }: Wish): void {
    const tidy = formOf(list) === "csv" ? list : onePerLine(list);
    setList(tidy);
    setJudged(tidy);
    inviting.run({
      list: tidy,
      role,
      days,
      department: department ?? null,
      language: language ?? null,
    });
  }

  function takeOut(lines: ReadonlySet<number>): void {
    const { kept, taken } = parted(list, lines);
    setList(kept);
    setAside((before) => (before === "" ? taken : `${before}\n${taken}`));
    inviting.forget();
  }

  return (
    <Page
      title={t("manyTitle")}
      lead={t("manyLead")}
      trail={
        <Link to="../invitations">
          <ArrowLeftOutlined aria-hidden /> {t("back")}
        </Link>
      }
    >
      {invited !== null && aside === "" ? (
        <Notice
          status="success"
          level={2}
          title={t("manyDone", { count: invited })}
          detail={t("manyDoneDetail")}
          action={
            <Flex gap="small" justify="center" wrap>
              <Button onClick={() => setInvited(null)}>{t("more")}</Button>
              <LinkButton to="../invitations" type="primary">
                {t("see")}
              </LinkButton>
            </Flex>
          }
        />
      ) : (
        <Flex vertical gap="middle">
          {invited !== null && (
            <Alert
              type="success"
              showIcon
              role="status"
              title={t("manyDone", { count: invited })}
              description={t("manyDoneDetail")}
            />
          )}
          <Flex wrap gap="middle" align="start">
            <Card style={{ flex: "2 1 420px", minWidth: 0 }}>
              <ListField list={list} setList={setList} count={count} at={at} against={against} />
            </Card>
            <Card
              title={<h2 className="card-title">{t("defaults")}</h2>}
              style={{ flex: "1 1 280px", minWidth: 0 }}
            >
              <Form<Wish>
                form={form}
                layout="vertical"
                requiredMark={false}
                initialValues={TERMS}
                onFinish={send}
              >
                <TermsFields />
                <LanguageField />
                <Button
                  type="primary"
                  htmlType="submit"
                  block
                  disabled={count === 0 || count > MOST || against !== null}
                  loading={inviting.isRunning}
                >
                  {count === 0 ? t("sendNone") : t("sendMany", { count })}
                </Button>
              </Form>
            </Card>
          </Flex>
          {faults.length > 0 ? (
            <WrongLines
              faults={faults}
              judged={judged}
              goTo={(text) => setAt({ text })}
              {...(list === judged ? { takeOut } : {})}
            />
          ) : (
            <Refused error={inviting.error} />
          )}
          {aside !== "" && (
            <Aside
              text={aside}
              setText={setAside}
              putBack={() => {
                setList((before) =>
                  before.trim() === "" ? aside : `${before.trimEnd()}\n${aside}`,
                );
                setAside("");
                setInvited(null);
              }}
            />
          )}
          <CsvIds />
        </Flex>
      )}
    </Page>
  );
}

function hasLine<T extends { line?: number | null }>(fault: T): fault is T & { line: number } {
  return fault.line != null;
}
