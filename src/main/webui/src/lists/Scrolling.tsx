import { type PropsWithChildren, useEffect, useRef } from "react";

/** What Ant Design makes of a table that is wider than its place. */
const SCROLLED = ".ant-table-content, .ant-table-body, .ant-table-tbody-virtual-holder";

/** The section of a table: what is cut off of it is reached by keyboard, too. */
export function Scrolling({ label, children }: PropsWithChildren<{ label: string }>) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    for (const each of section.current?.querySelectorAll<HTMLElement>(SCROLLED) ?? []) {
      each.tabIndex = each.scrollWidth > each.clientWidth ? 0 : -1;
    }
  });
  return (
    <section aria-label={label} ref={section}>
      {children}
    </section>
  );
}
