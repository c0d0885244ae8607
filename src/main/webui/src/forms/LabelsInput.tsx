import { Flex, Select, Tag, Typography } from "antd";
import { useState } from "react";
import { defineTexts } from "@/texts/texts";

const texts = defineTexts(
  "labels",
  {
    placeholder: "region=eu",
    wrong: "“{{wrong}}” is no label: write name=value.",
    none: "none",
  },
  {
    placeholder: "region=eu",
    wrong: "“{{wrong}}”不是标签：请写成 名称=值。",
    none: "无",
  },
);

/** Names and what they say: `region=eu`. */
export type Labels = Readonly<Record<string, string>>;

interface LabelsInputProps {
  id?: string;
  value?: Labels;
  onChange?: (labels: Labels) => void;
}

/** A field for labels, each written as name=value. */
export function LabelsInput({ id, value = {}, onChange }: LabelsInputProps) {
  const t = texts.use();
  const [wrong, setWrong] = useState<string | null>(null);

  function take(written: readonly string[]): void {
    const labels: Record<string, string> = {};
    let odd: string | null = null;
    for (const each of written) {
      const cut = each.indexOf("=");
      if (cut < 1 || cut === each.length - 1) {
        odd = each;
      } else {
        labels[each.slice(0, cut).trim()] = each.slice(cut + 1).trim();
      }
    }
    setWrong(odd);
    onChange?.(labels);
  }

  return (
    <>
      <Select
        {...(id === undefined ? {} : { id })}
        mode="tags"
        open={false}
        suffixIcon={null}
        tokenSeparators={[",", ";", " "]}
        placeholder={t("placeholder")}
        value={Object.entries(value).map(([name, said]) => `${name}=${said}`)}
        onChange={take}
        style={{ width: "100%" }}
      />
      {wrong !== null && (
        <Typography.Text type="danger" role="alert">
          {t("wrong", { wrong })}
        </Typography.Text>
      )}
    </>
  );
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
