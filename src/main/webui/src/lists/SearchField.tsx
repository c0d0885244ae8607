import { Flex, Input } from "antd";
import { useEffect, useState } from "react";
import { useWrong } from "@/forms/fit";
import { useSettled } from "@/forms/useSettled";

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
  const wrongWith = useWrong();
  const wrong = wrongWith(typed, "line", most);

  function search(text: string): void {
    if (wrongWith(text, "line", most) === null) {
      onChange(text);
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed is told, once
  useEffect(() => {
    if (settled !== value) {
      search(settled);
    }
  }, [settled]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was set from outside is taken over, once
  useEffect(() => {
    if (value !== settled) {
      setTyped(value);
    }
  }, [value]);
  return (
    <Flex
      vertical
      {...rest}
      style={{ maxWidth: "100%", ...(width === undefined ? {} : { width }) }}
    >
      <Input.Search
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onSearch={(text) => search(text.trim())}
        placeholder={label}
        aria-label={label}
        status={wrong === null ? "" : "error"}
        loading={looking ?? false}
        allowClear
        dir="auto"
      />
      {wrong !== null && (
        <span role="alert" className="bad small">
          {wrong}
        </span>
      )}
    </Flex>
  );
}
