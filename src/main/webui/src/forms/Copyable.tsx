import { CopyOutlined } from "@ant-design/icons";
import { Button, Input, type InputRef, Space } from "antd";
import { useRef, useState } from "react";
import { defineTexts } from "@/texts/texts";

const texts = defineTexts(
  "copyable",
  { copy: "Copy", copied: "Copied", byHand: "Copy it with the keyboard" },
  { copy: "复制", copied: "已复制", byHand: "请用键盘复制" },
);

interface CopyableProps {
  value: string;
  /** What it is, for screen readers. */
  label: string;
}

/** A value to take elsewhere. */
export function Copyable({ value, label }: CopyableProps) {
  const t = texts.use();
  const field = useRef<InputRef>(null);
  const [outcome, setOutcome] = useState<"copied" | "byHand" | null>(null);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(value);
      setOutcome("copied");
    } catch {
      // Without a secure address, or without leave, there is no clipboard: it is at least selected.
      field.current?.select();
      setOutcome("byHand");
    }
  }

  return (
    <Space.Compact style={{ width: "100%" }}>
      <Input
        ref={field}
        readOnly
        value={value}
        aria-label={label}
        className="code"
        onFocus={(event) => event.target.select()}
      />
      <Button
        icon={<CopyOutlined />}
        onClick={() => void copy()}
        aria-label={`${t("copy")}: ${label}`}
      >
        <span role="status">{t(outcome ?? "copy")}</span>
      </Button>
    </Space.Compact>
  );
}
