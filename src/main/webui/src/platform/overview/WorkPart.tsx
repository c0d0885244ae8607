import { Flex, Typography } from "antd";
import { Link } from "react-router";
import type { Operation } from "@/api/schema";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { TenantName } from "../fleet/TenantName";
import { useKindName } from "../operations/kinds";
import type { Fleet, Some } from "./fleet";
import { Part } from "./Part";
import { texts } from "./texts";

const SHOWN = 5;

/** What is being done, and what stands still. */
export function WorkPart({ running, failed }: Pick<Fleet, "running" | "failed">) {
  const t = texts.use();
  return (
    <Part title={t("operations")} to="/platform/operations" all={t("allOperations")}>
      {running !== null && (
        <Ready query={running} rows={3}>
          {(now) => <Running now={now} failed={failed?.data} />}
        </Ready>
      )}
    </Part>
  );
}

function Running({ now, failed }: { now: Some<Operation>; failed: Some<Operation> | undefined }) {
  const t = texts.use();
  const kindName = useKindName();
  const { ago } = useFormats();
  return (
    <>
      <Flex gap="large" align="baseline" wrap>
        <Figure of={now} to="/platform/operations?state=running" label={t("running")} />
        {failed !== undefined && failed.items.length > 0 && (
          <Figure of={failed} to="/platform/operations?state=failed" label={t("standing")} danger />
        )}
      </Flex>
      {now.items.length === 0 ? (
        <Typography.Text type="secondary">{t("noneRunning")}</Typography.Text>
      ) : (
        <ul className="overview-rows">
          {now.items.slice(0, SHOWN).map(({ id, kind, tenant, createdAt }) => (
            <li key={id}>
              <span>
                <Link to={`/platform/operations/${id}`}>{kindName(kind)}</Link>
                {tenant !== null && (
                  <>
                    {" · "}
                    <TenantName id={tenant} />
                  </>
                )}
              </span>
              <Typography.Text type="secondary">{ago(createdAt)}</Typography.Text>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface FigureProps {
  of: Some<unknown>;
  to: string;
  label: string;
  danger?: boolean;
}

function Figure({ of, to, label, danger = false }: FigureProps) {
  const { number } = useFormats();
  return (
    <Link to={to}>
      <Typography.Text className="overview-figure" {...(danger ? { type: "danger" } : {})}>
        {number(of.items.length)}
        {of.more && "+"}
      </Typography.Text>{" "}
      {label}
    </Link>
  );
}
