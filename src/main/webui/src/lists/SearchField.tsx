import { Input } from "antd";
import { useEffect, useState } from "react";
import { useSettled } from "@/pickers/members";

interface SearchFieldProps {
  value: string;
  onChange: (text: string) => void;
  /** What it searches by. */
  label: string;
  /** How many characters the server takes. */
  most: number;
  /** Whether the server still looks. */
  looking?: boolean;
  /** How wide it is at most where nothing else says so, in pixels. */
  width?: number;
  className?: string;
}

/** Where one types what a list is searched for; it counts once one pauses. */
export function SearchField({
  value,
  onChange,
  label,
  most,
  looking,
  width,
  ...rest
}: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const settled = useSettled(typed.trim());
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed is told, once
  useEffect(() => {
    if (settled !== value) {
      onChange(settled);
    }
  }, [settled]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was set from outside is taken over, once
  useEffect(() => {
    if (value !== settled) {
      setTyped(value);
    }
  }, [value]);
  return (
    <Input.Search
      {...rest}
      {...(width === undefined ? {} : { style: { width, maxWidth: "100%" } })}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onSearch={(text) => onChange(text.trim())}
      placeholder={label}
      aria-label={label}
      maxLength={most}
      loading={looking ?? false}
      allowClear
      dir="auto"
    />
  );
}
