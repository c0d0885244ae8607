import { Empty } from "antd";
import type { PropsWithChildren, ReactNode } from "react";

/** Where there is nothing yet: says so, and what one can do about it. */
export function Nothing({ children, action }: PropsWithChildren<{ action?: ReactNode }>) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={children}>
      {action}
    </Empty>
  );
}
