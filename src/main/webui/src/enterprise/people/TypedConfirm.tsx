import { Flex, Input, Modal, Typography } from "antd";
import { type PropsWithChildren, useId, useState } from "react";
import { defineTexts } from "@/texts/texts";
import { Refused } from "./Refused";

const texts = defineTexts(
  "people-confirm",
  { type: "To confirm, type", cancel: "Cancel" },
  { type: "请输入以确认：", cancel: "取消" },
);

interface TypedConfirmProps {
  title: string;
  /** What has to be typed. */
  word: string;
  yes: string;
  /** Whether what else is asked for is there. */
  ready?: boolean;
  running: boolean;
  error: unknown;
  onYes: () => void;
  onNo: () => void;
}

/** Asks for something that cannot be undone; it is confirmed by typing a name. */
export function TypedConfirm({
  title,
  word,
  yes,
  ready = true,
  running,
  error,
  onYes,
  onNo,
  children,
}: PropsWithChildren<TypedConfirmProps>) {
  const t = texts.use();
  const field = useId();
  const [typed, setTyped] = useState("");
  const good = ready && typed.trim() === word;
  return (
    <Modal
      open
      title={title}
      okText={yes}
      okButtonProps={{ danger: true, disabled: !good, loading: running }}
      cancelText={t("cancel")}
      onOk={onYes}
      onCancel={onNo}
    >
      <Flex vertical gap="middle">
        {children}
        <div>
          <label htmlFor={field}>
            {t("type")} <Typography.Text code>{word}</Typography.Text>
          </label>
          <Input
            id={field}
            value={typed}
            autoComplete="off"
            dir="auto"
            style={{ marginTop: 6 }}
            onChange={(event) => setTyped(event.target.value)}
            onPressEnter={() => good && onYes()}
          />
        </div>
        <Refused error={error} />
      </Flex>
    </Modal>
  );
}
