import { CloseOutlined } from "@ant-design/icons";
import { Button, Card } from "antd";
import { Link } from "react-router";
import type { Operation } from "@/api/schema";
import { defineTexts } from "@/texts/texts";
import { FollowedOperation } from "../operations/FollowedOperation";
import { useKindName } from "../operations/kinds";

const texts = defineTexts("recovery-followed", { dismiss: "Dismiss" }, { dismiss: "关闭" });

interface FollowedProps {
  operation: Operation;
  /** When it has ended, in whatever way. */
  ended: (operation: Operation) => void;
  dismiss?: () => void;
}

/** An operation that was asked for here, followed live. */
export function Followed({ operation, ended, dismiss }: FollowedProps) {
  const t = texts.use();
  const kind = useKindName();
  return (
    <Card
      size="small"
      title={<Link to={`/platform/operations/${operation.id}`}>{kind(operation.kind)}</Link>}
      extra={
        dismiss !== undefined && (
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={t("dismiss")}
            onClick={dismiss}
          />
        )
      }
    >
      <FollowedOperation id={operation.id} over={ended} />
    </Card>
  );
}
