import { App, Button, Drawer, Flex, type FormInstance } from "antd";
import type { PropsWithChildren, ReactNode } from "react";
import { useNavigation } from "react-router";
import { Failure } from "@/states/Failure";
import { defineTexts } from "@/texts/texts";

const texts = defineTexts(
  "form-drawer",
  {
    cancel: "Cancel",
    leaveAsk: "Close without keeping what you typed?",
    keepTyping: "Go on",
    discard: "Close",
  },
  {
    cancel: "取消",
    leaveAsk: "不保留已输入的内容就关闭吗？",
    keepTyping: "继续填写",
    discard: "关闭",
  },
);

interface FormDrawerProps {
  title: ReactNode;
  form: FormInstance;
  /** What the button says that sends it. */
  label: string;
  action: { isRunning: boolean; error: unknown };
  close: () => void;
  disabled?: boolean;
  /** In pixels, at most; the window's width on small screens. */
  width?: number;
  /** What is said of a failure; the usual words unless given. */
  failure?: ReactNode;
  /** What else one can do, beside the button that sends it. */
  more?: ReactNode;
}

/** A form at the side. What was typed is lost neither by a slip nor by a failure. */
export function FormDrawer({
  title,
  form,
  label,
  action,
  close,
  disabled = false,
  width = 560,
  failure = <Failure error={action.error} />,
  more,
  children,
}: PropsWithChildren<FormDrawerProps>) {
  const t = texts.use();
  const { modal } = App.useApp();
  // What was sent leads to another screen, which may still have to be loaded: it is not sent twice.
  const leaving = useNavigation().state !== "idle";

  function leave(): void {
    if (!form.isFieldsTouched()) {
      close();
      return;
    }
    modal.confirm({
      title: t("leaveAsk"),
      okText: t("discard"),
      cancelText: t("keepTyping"),
      onOk: close,
    });
  }

  return (
    <Drawer
      open
      size={`min(${width}px, 100vw)`}
      title={title}
      onClose={leave}
      footer={
        <Flex wrap gap="small" justify="end">
          <Button onClick={leave}>{t("cancel")}</Button>
          {more}
          <Button
            type="primary"
            onClick={form.submit}
            loading={action.isRunning || leaving}
            disabled={disabled}
          >
            {label}
          </Button>
        </Flex>
      }
    >
      <Flex vertical gap="middle">
        {failure}
        {children}
      </Flex>
    </Drawer>
  );
}
