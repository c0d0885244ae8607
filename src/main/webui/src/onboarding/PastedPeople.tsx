import { UploadOutlined } from "@ant-design/icons";
import { Alert, Button, Form, type FormInstance, Input, Typography, Upload } from "antd";
import { useFit } from "@/forms/fit";
import { lineFault } from "./lineFault";
import type { WrongLine } from "./people";
import { texts } from "./texts";

interface PastedPeopleProps {
  form: FormInstance;
  wrong: readonly WrongLine[];
  /** How many people the list has already, whose place these would take. */
  taken: number;
}

/** People pasted, or from a file; lines that are wrong are shown as they are. */
export function PastedPeople({ form, wrong, taken }: PastedPeopleProps) {
  const t = texts.use();
  const fit = useFit();
  return (
    <>
      {taken > 0 && (
        <Alert
          type="info"
          showIcon
          title={t("replaces", { count: taken })}
          style={{ marginBottom: 12 }}
        />
      )}
      <Form.Item
        name="pasted"
        label={t("pasted")}
        extra={t("pastedHint")}
        rules={fit.lines()}
        {...(wrong.length > 0 ? { validateStatus: "error" } : {})}
      >
        <Input.TextArea
          dir="auto"
          spellCheck={false}
          autoSize={{ minRows: 5, maxRows: 14 }}
          placeholder={t("pastedExample")}
        />
      </Form.Item>
      {wrong.length > 0 && <WrongLines lines={wrong} />}
      <Upload
        accept=".csv,.txt,text/csv,text/plain"
        showUploadList={false}
        beforeUpload={(file: Blob) => {
          void file.text().then((text) => form.setFieldValue("pasted", text));
          return false;
        }}
      >
        <Button icon={<UploadOutlined />}>{t("file")}</Button>
      </Upload>
    </>
  );
}

function WrongLines({ lines }: { lines: readonly WrongLine[] }) {
  const t = texts.use();
  return (
    <Alert
      type="error"
      role="alert"
      style={{ marginBottom: 12 }}
      title={t("wrongLines", { count: lines.length })}
      description={
        <ul className="wrong-lines">
          {lines.map(({ line, text, fault }) => (
            <li key={`${line} ${fault.code}`}>
              <strong>{t("line", { line })}</strong> {lineFault(fault)}
              {text !== "" && (
                <div>
                  <Typography.Text code>
                    <bdi>{text}</bdi>
                  </Typography.Text>
                </div>
              )}
            </li>
          ))}
        </ul>
      }
    />
  );
}
