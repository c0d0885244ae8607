import { Flex } from "antd";
import { type PropsWithChildren, type ReactNode, useEffect, useRef } from "react";
import { Boundary } from "@/states/WholeScreen";

interface PageProps {
  title: string;
  /** What one can do here: buttons beside the title. */
  actions?: ReactNode;
  /** A sentence below the title. */
  lead?: ReactNode;
  /** Where one came from. */
  trail?: ReactNode;
}

/** A screen: its title, in the tab as well, what one can do, and its content. */
export function Page({ title, actions, lead, trail, children }: PropsWithChildren<PageProps>) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Tenantry`;
  }, [title]);
  useEffect(() => {
    // Whoever cannot see that the screen changed hears it.
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="page">
      {trail}
      <Flex wrap gap="small" align="start" justify="space-between" className="page-head">
        <div style={{ minWidth: 0 }}>
          <h1 ref={heading} tabIndex={-1} className="page-title">
            <bdi>{title}</bdi>
          </h1>
          {lead !== undefined && <span className="secondary">{lead}</span>}
        </div>
        {actions !== undefined && (
          <Flex wrap gap="small">
            {actions}
          </Flex>
        )}
      </Flex>
      <Boundary>{children}</Boundary>
    </div>
  );
}
