import { Button, Dropdown } from "antd";
import { type ReactNode, useState } from "react";

/** One of a few, chosen from a menu behind an icon. */
export interface ChoiceProps {
  /** What is chosen. */
  label: string;
  icon: ReactNode;
  chosen: string;
  items: readonly { key: string; label: string; lang?: string }[];
  choose: (key: string) => void;
}

/** The menu of a choice, open from the beginning: it is loaded by whoever asks for it. */
export default function Choice({ label, icon, chosen, items, choose }: ChoiceProps) {
  const [open, setOpen] = useState(true);
  return (
    <Dropdown
      trigger={["click"]}
      open={open}
      onOpenChange={setOpen}
      autoFocus
      menu={{
        selectable: true,
        selectedKeys: [chosen],
        items: [...items],
        onClick: ({ key }) => {
          setOpen(false);
          choose(key);
        },
      }}
    >
      <Button type="text" icon={icon} aria-label={label} title={label} />
    </Dropdown>
  );
}
