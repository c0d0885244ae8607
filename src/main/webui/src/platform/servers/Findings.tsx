import "./findings.css";
import { Button, Flex, Tag, Typography } from "antd";
import { useState } from "react";
import type { DatabaseServerFinding } from "@/api/schema";
import { texts } from "./texts";

const COLOURS = { error: "error", warning: "warning", ok: "success" } as const;
const ORDER = ["error", "warning", "ok"];

/** What a check found: errors first, then warnings; what is well on request. */
export function Findings({ findings }: { findings: readonly DatabaseServerFinding[] }) {
  const t = texts.use();
  const bad = findings
    .filter(({ severity }) => severity !== "ok")
    .toSorted((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity));
  const well = findings.filter(({ severity }) => severity === "ok");
  const [all, setAll] = useState(false);
  const shown = all ? [...bad, ...well] : bad;
  return (
    <Flex vertical gap="small" align="stretch">
      {shown.length > 0 && (
        <ul className="findings" aria-label={t("findings")}>
          {shown.map((finding) => (
            <Found key={`${finding.code} ${finding.found}`} finding={finding} />
          ))}
        </ul>
      )}
      {well.length > 0 && (
        <div>
          <Button
            type="link"
            style={{ padding: 0 }}
            onClick={() => setAll(!all)}
            aria-expanded={all}
          >
            {all ? t("hideWell") : t("showWell", { count: well.length })}
          </Button>
        </div>
      )}
    </Flex>
  );
}

function Found({ finding: { severity, code, found, remedy } }: { finding: DatabaseServerFinding }) {
  const t = texts.use();
  return (
    <li>
      <Flex gap="small" align="center" wrap>
        <Tag color={COLOURS[severity]} style={{ margin: 0 }}>
          {t(`severity_${severity}`)}
        </Tag>
        <code>{code}</code>
      </Flex>
      <span>{found}</span>
      {remedy !== null && (
        <Typography.Text copyable className="finding-remedy">
          {remedy}
        </Typography.Text>
      )}
    </li>
  );
}
