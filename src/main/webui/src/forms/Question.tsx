import { Flex, Modal } from "antd";
import type { PropsWithChildren } from "react";
import { Failure } from "@/states/Failure";
import { defineTexts } from "@/texts/texts";
import type { Action } from "./useAction";

const texts = defineTexts("question", { cancel: "Cancel" }, { cancel: "取消" });

interface QuestionProps {
  title: string;
  /** What the button says that does it. */
  label: string;
  action: Action<void>;
  close: () => void;
  danger?: boolean;
}

/** Asks before something is done, and shows why it was not. */
export function Question({
  title,
  label,
  action,
  close,
  danger = false,
  children,
}: PropsWithChildren<QuestionProps>) {
  const t = texts.use();
  return (
    <Modal
      open
      title={title}
      okText={label}
      okButtonProps={{ danger }}
      cancelText={t("cancel")}
      confirmLoading={action.isRunning}
      onOk={() => action.run()}
      onCancel={close}
    >
      <Flex vertical gap="middle">
        <div>{children}</div>
        <Failure error={action.error} />
      </Flex>
    </Modal>
  );
}
