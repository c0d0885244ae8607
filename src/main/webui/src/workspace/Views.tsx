import { Flex, Grid, Select, Tabs } from "antd";
import type { ReactNode } from "react";

/** One of the views of a screen. */
export interface View {
  key: string;
  label: string;
  /** Beside the label where there is room: how many there are, say. */
  mark?: ReactNode;
  children: ReactNode;
}

interface ViewsProps {
  /** What they are views of, for screen readers. */
  label: string;
  views: readonly View[];
  active: string;
  choose: (key: string) => void;
}

/** Views of a screen, one at a time: as tabs, and where those have no room as a choice. */
export function Views({ label, views, active, choose }: ViewsProps) {
  const wide = Grid.useBreakpoint().md ?? true;
  if (!wide) {
    return (
      <Flex vertical gap="middle">
        <Select
          aria-label={label}
          value={active}
          onChange={choose}
          options={views.map(({ key, label: name }) => ({ value: key, label: name }))}
        />
        <div>{views.find(({ key }) => key === active)?.children}</div>
      </Flex>
    );
  }
  return (
    <Tabs
      activeKey={active}
      onChange={choose}
      destroyOnHidden
      items={views.map(({ key, label: name, mark, children }) => ({
        key,
        children,
        label:
          mark === undefined ? (
            name
          ) : (
            <Flex gap={6} align="center">
              {name}
              {mark}
            </Flex>
          ),
      }))}
    />
  );
}
