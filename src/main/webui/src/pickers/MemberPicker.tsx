import { Flex, Select, Spin, Typography } from "antd";
import { useState } from "react";
import { useSettled } from "@/forms/useSettled";
import { useFoundMembers } from "./members";
import { texts } from "./texts";

/** Somebody who was chosen. */
export interface Person {
  id: string;
  name: string;
}

interface MemberPickerProps {
  value?: readonly Person[];
  onChange?: (people: Person[]) => void;
  /** How many may be chosen; without, any number. */
  most?: number;
  /** Whom one cannot choose, by their ids. */
  without?: readonly string[];
  id?: string;
  "aria-label"?: string;
}

interface Option {
  value: string;
  label: string;
  email?: string;
}

/** Where active members are chosen, among however many: the server searches. */
export function MemberPicker({
  value = [],
  onChange,
  most,
  without = [],
  ...rest
}: MemberPickerProps) {
  const t = texts.use();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const found = useFoundMembers(useSettled(typed.trim()), open);
  const options: Option[] = (found.data?.items ?? [])
    .filter(({ id }) => !without.includes(id))
    // Until the server has answered, those stay who match what was typed meanwhile.
    .filter(({ name, email }) =>
      [name, email].some((text) => text.toLowerCase().includes(typed.trim().toLowerCase())),
    )
    .map(({ id, name, email }) => ({ value: id, label: name, email }));

  return (
    <Select<{ value: string; label: string }[], Option>
      {...rest}
      mode="multiple"
      labelInValue
      {...(most === undefined ? {} : { maxCount: most })}
      placeholder={t("member")}
      value={value.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(chosen) =>
        onChange?.(chosen.map((each) => ({ id: each.value, name: String(each.label) })))
      }
      showSearch={{ searchValue: typed, onSearch: setTyped, filterOption: false }}
      onOpenChange={setOpen}
      loading={found.isFetching}
      options={options}
      optionRender={({ label, data }) => (
        <Flex vertical>
          <bdi>{label}</bdi>
          <Typography.Text type="secondary">{data.email}</Typography.Text>
        </Flex>
      )}
      labelRender={({ label }) => <bdi>{label}</bdi>}
      notFoundContent={
        found.isPending ? <Spin size="small" /> : t(found.error === null ? "nobody" : "failed")
      }
      popupRender={(menu) => (
        <>
          {menu}
          {found.data?.nextCursor != null && (
            <Typography.Text type="secondary" style={{ display: "block", padding: "4px 12px" }}>
              {t("more")}
            </Typography.Text>
          )}
        </>
      )}
      style={{ width: "100%" }}
    />
  );
}
