import { Button, Flex } from "antd";
import { texts } from "./texts";

interface StepFootProps {
  back?: (() => void) | undefined;
  /** What the button says that goes on. */
  label?: string;
  isRunning?: boolean;
  disabled?: boolean;
  /** Goes on; without it the button submits the form that it stands in. */
  next?: () => void;
}

/** Back, and on. */
export function StepFoot({
  back,
  label,
  isRunning = false,
  disabled = false,
  next,
}: StepFootProps) {
  const t = texts.use();
  return (
    <Flex className="wizard-foot" justify="space-between" gap="small" wrap>
      {back === undefined ? <span /> : <Button onClick={back}>{t("back")}</Button>}
      <Button
        type="primary"
        htmlType={next === undefined ? "submit" : "button"}
        loading={isRunning}
        disabled={disabled}
        {...(next === undefined ? {} : { onClick: next })}
      >
        {label ?? t("next")}
      </Button>
    </Flex>
  );
}
