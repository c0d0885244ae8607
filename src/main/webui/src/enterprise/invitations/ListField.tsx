import { FileTextOutlined } from "@ant-design/icons";
import { Alert, Button, Flex, Input, Typography, Upload } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { type DragEvent, useEffect, useId, useRef, useState } from "react";
import { useLanguage } from "@/texts/texts";
import { decoded, formOf, MOST } from "./lines";
import { texts } from "./texts";

/** A list of 10,000 people is well below this, in bytes. */
const LARGEST = 4_000_000;

interface ListFieldProps {
  list: string;
  setList: (list: string) => void;
  /** How many people the list holds. */
  count: number;
  /** What to show of the list; anew each time. */
  at: { text: string } | null;
  /** What is wrong with the list as a text. */
  against: string | null;
}

/** Where a list is pasted, typed, or taken from a file. */
export function ListField({ list, setList, count, at, against }: ListFieldProps) {
  const t = texts.use();
  const language = useLanguage();
  const field = useId();
  const area = useRef<TextAreaRef>(null);
  const [tooLarge, setTooLarge] = useState(false);

  useEffect(() => {
    const text = area.current?.resizableTextArea?.textArea;
    const from = at === null ? -1 : (text?.value.indexOf(at.text) ?? -1);
    if (text !== undefined && at !== null && from >= 0) {
      text.focus();
      text.setSelectionRange(from, from + at.text.length);
      const lines = text.value.split("\n").length;
      const before = text.value.slice(0, from).split("\n").length - 1;
      text.scrollTop = (text.scrollHeight / lines) * Math.max(0, before - 3);
    }
  }, [at]);

  async function take(file: File): Promise<void> {
    setTooLarge(file.size > LARGEST);
    if (file.size <= LARGEST) {
      setList(decoded(await file.arrayBuffer(), language === "zh-CN"));
    }
  }

  function drop(event: DragEvent): void {
    const file = event.dataTransfer.files[0];
    if (file !== undefined) {
      event.preventDefault();
      void take(file);
    }
  }

  return (
    <Flex vertical gap="small">
      <Flex wrap gap="small" align="center" justify="space-between">
        <label htmlFor={field}>
          <strong>{t("list")}</strong>
        </label>
        <Upload
          accept=".csv,.txt,text/csv,text/plain"
          showUploadList={false}
          beforeUpload={(file) => {
            void take(file);
            return false;
          }}
        >
          <Button icon={<FileTextOutlined />}>{t("file")}</Button>
        </Upload>
      </Flex>
      <Typography.Text type="secondary" id={`${field}-hint`}>
        {t("listHint")} {t("drop")}
      </Typography.Text>
      <Input.TextArea
        id={field}
        ref={area}
        aria-describedby={`${field}-hint`}
        value={list}
        onChange={(event) => setList(event.target.value)}
        onDrop={drop}
        rows={14}
        wrap="off"
        spellCheck={false}
        className="code"
        placeholder={"ada@acme.example\nGrace Hopper <grace@acme.example>"}
      />
      <Typography.Text type="secondary" role="status">
        {count > 0 &&
          t("found", {
            count,
            form: t(formOf(list) === "csv" ? "formCsv" : "formText"),
          })}
      </Typography.Text>
      {against !== null && <Alert type="error" showIcon role="alert" title={against} />}
      {count > MOST && <Alert type="error" showIcon title={t("tooMany")} />}
      {tooLarge && <Alert type="error" showIcon title={t("tooLarge")} />}
    </Flex>
  );
}
