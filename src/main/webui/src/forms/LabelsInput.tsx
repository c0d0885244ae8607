import { Flex, type FormRule, Select, Tag, Typography } from "antd";
import { defineTexts } from "@/texts/texts";

const texts = defineTexts(
  "labels",
  {
    placeholder: "region=eu",
    wrong:
      "“{{wrong}}” is no label: write name=value, with letters, digits, dots, hyphens and underscores; the name in small letters.",
    none: "none",
  },
  {
    placeholder: "region=eu",
    wrong: "“{{wrong}}”不是标签：请写成 名称=值，仅限字母、数字、点、连字符和下划线，名称用小写。",
    none: "无",
  },
);

/** Names and what they say: `region=eu`. What is no label yet says nothing: it stays to be mended. */
export type Labels = Readonly<Record<string, string>>;

/** What a label is: as the server has it. */
const LABEL = /^[a-z0-9._-]{1,63}=[A-Za-z0-9._-]{1,63}$/;
/** So much of what is no label is quoted. */
const QUOTED = 40;

interface LabelsInputProps {
  id?: string;
  value?: Labels;
  onChange?: (labels: Labels) => void;
}

/** A field for labels, each written as name=value. */
export function LabelsInput({ id, value = {}, onChange }: LabelsInputProps) {
  const t = texts.use();

  function take(written: readonly string[]): void {
    onChange?.(
      Object.fromEntries(
        written.map((each) => {
          const cut = each.indexOf("=");
          return cut < 1 || cut === each.length - 1
            ? [each, ""]
            : [each.slice(0, cut).trim(), each.slice(cut + 1).trim()];
        }),
      ),
    );
  }

  return (
    <Select
      {...(id === undefined ? {} : { id })}
      mode="tags"
      open={false}
      suffixIcon={null}
      tokenSeparators={[",", ";", " "]}
      placeholder={t("placeholder")}
      value={Object.entries(value).map(([name, said]) => (said === "" ? name : `${name}=${said}`))}
      onChange={take}
      style={{ width: "100%" }}
    />
  );
}

/** Rules of a field for labels. */
export function useLabelRules(): FormRule[] {
  const t = texts.use();
  return [
    {
      validator: async (_, labels: Labels = {}) => {
        const wrong = Object.entries(labels)
          .map(([name, said]) => `${name}=${said}`)
          .find((label) => !LABEL.test(label));
        if (wrong !== undefined) {
          throw new Error(t("wrong", { wrong: wrong.slice(0, QUOTED) }));
        }
      },
    },
  ];
}

/** Labels as they are shown. */
export function LabelTags({ labels }: { labels: Labels }) {
  const t = texts.use();
  const all = Object.entries(labels);
  if (all.length === 0) {
    return <Typography.Text type="secondary">{t("none")}</Typography.Text>;
  }
  return (
    <Flex wrap gap={4}>
      {all.map(([name, said]) => (
        <Tag key={name} style={{ margin: 0 }}>
          <bdi>
            {name}={said}
          </bdi>
        </Tag>
      ))}
    </Flex>
  );
}
