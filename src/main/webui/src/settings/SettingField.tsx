import { Checkbox, Flex, InputNumber, Select, Switch, Typography } from "antd";
import type { SettingDeclaration } from "@/api/schema";
import { useFormats } from "@/texts/format";
import { useSettingName, useSettingValue } from "./names";

/** Says that a limit does not limit. */
const UNLIMITED = "unlimited";

interface SettingFieldProps {
  declaration: SettingDeclaration;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** Where a setting's value is chosen: what its type takes, and nothing else. */
export function SettingField({ declaration, value, onChange }: SettingFieldProps) {
  const label = useSettingName()(declaration.name);
  const valueName = useSettingValue();
  if (declaration.type === "flag") {
    return (
      <Flex gap="small" align="center">
        <Switch aria-label={label} checked={value === true} onChange={onChange} />
        <span aria-hidden>{valueName(value === true)}</span>
      </Flex>
    );
  }
  if (declaration.type === "choice") {
    return (
      <Select
        aria-label={label}
        style={{ minWidth: 200 }}
        value={typeof value === "string" ? value : null}
        onChange={onChange}
        options={(declaration.choices ?? []).map((each) => ({
          value: each,
          label: valueName(each),
        }))}
      />
    );
  }
  return <LimitField declaration={declaration} value={value} onChange={onChange} label={label} />;
}

function LimitField({
  declaration: { minimum, maximum, unlimited },
  value,
  onChange,
  label,
}: SettingFieldProps & { label: string }) {
  const valueName = useSettingValue();
  const { number } = useFormats();
  const least = minimum ?? 0;
  const most = maximum ?? Number.MAX_SAFE_INTEGER;
  // Said, not mended: what was typed is not changed behind anybody's back.
  const wrong = typeof value === "number" && !(value >= least && value <= most);
  return (
    <Flex wrap gap="small" align="center">
      <InputNumber
        aria-label={label}
        style={{ width: 160 }}
        {...(wrong ? { status: "error" as const } : {})}
        precision={0}
        disabled={value === UNLIMITED}
        value={typeof value === "number" ? value : null}
        onChange={(typed) => typed !== null && onChange(typed)}
      />
      {unlimited === true && (
        <Checkbox
          checked={value === UNLIMITED}
          onChange={(event) => onChange(event.target.checked ? UNLIMITED : most)}
        >
          {valueName(UNLIMITED)}
        </Checkbox>
      )}
      <Typography.Text {...(wrong ? { type: "danger" as const, role: "alert" } : {})}>
        {number(least)}–{number(most)}
      </Typography.Text>
    </Flex>
  );
}
