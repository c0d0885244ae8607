import {
  CheckCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  InfoCircleFilled,
} from "@ant-design/icons";
import type { ReactNode } from "react";

const ICONS = {
  success: <CheckCircleFilled />,
  info: <InfoCircleFilled />,
  warning: <ExclamationCircleFilled />,
  error: <CloseCircleFilled />,
};

interface NoticeProps {
  status: keyof typeof ICONS;
  title: ReactNode;
  detail?: ReactNode;
  /** What one can do about it. */
  action?: ReactNode;
  /** Of its heading: 2 where the screen has a title of its own. */
  level?: 1 | 2;
}

/** What is shown instead of a screen: what there is to know, and where to go from there. */
export function Notice({ status, title, detail, action, level = 1 }: NoticeProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={`notice notice-${status}`}>
      <span className="notice-icon" aria-hidden>
        {ICONS[status]}
      </span>
      <Heading className="notice-title">{title}</Heading>
      {detail !== undefined && <div className="notice-detail">{detail}</div>}
      {action !== undefined && <div className="notice-action">{action}</div>}
    </div>
  );
}
