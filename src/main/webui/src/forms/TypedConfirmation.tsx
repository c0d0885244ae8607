import { Flex, Form, Input, Modal } from "antd";
import { type PropsWithChildren, type ReactNode, useState } from "react";
import { Failure } from "@/states/Failure";
import { defineTexts } from "@/texts/texts";
import type { Action } from "./useAction";

const texts = defineTexts(
  "typed-confirmation",
  { type: "Type {{word}} to confirm", cancel: "Cancel" },
  { type: "请输入 {{word}} 以确认", cancel: "取消" },
);

interface TypedConfirmationProps {
  title: string;
  /** What has to be typed: a slug, a name. */
  word: string;
  /** What the button says that does it. */
  label: string;
  action: Action<void>;
  close: () => void;
  /** What is said of a failure; the usual words unless given. */
  failure?: ReactNode;
}

/** Asks before something that cannot be undone, or that many would notice: its name is typed. */
export function TypedConfirmation({
  title,
  word,
  label,
  action,
  close,
  failure = <Failure error={action.error} />,
  children,
}: PropsWithChildren<TypedConfirmationProps>) {
  const t = texts.use();
  const [typed, setTyped] = useState("");
  const matches = typed.trim() === word;
  return (
    <Modal
      open
      title={title}
      okText={label}
      okButtonProps={{ danger: true, disabled: !matches }}
      cancelText={t("cancel")}
      confirmLoading={action.isRunning}
      onOk={() => action.run()}
      onCancel={close}
    >
      <Flex vertical gap="middle">
        <div>{children}</div>
        <Form layout="vertical" onFinish={() => matches && action.run()}>
          <Form.Item
            label={<bdi>{t("type", { word })}</bdi>}
            htmlFor="typed-confirmation"
            style={{ margin: 0 }}
          >
            <Input
              id="typed-confirmation"
              autoFocus
              autoComplete="off"
              spellCheck={false}
              dir="auto"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </Form.Item>
        </Form>
        {failure}
      </Flex>
    </Modal>
  );
}
