import { useQuery } from "@tanstack/react-query";
import { Button, Card } from "antd";
import { Link } from "react-router";
import type { Operation } from "@/api/schema";
import { readingOf } from "@/live/useCourse";
import { FollowedOperation } from "./FollowedOperation";
import { useKindName } from "./kinds";
import { operationPath } from "./operations";
import { texts } from "./texts";

interface OperationCardProps {
  id: string;
  /** Takes it from the screen; it goes on. */
  close: () => void;
  over?: (operation: Operation) => void;
}

/** An operation that somebody has just asked for, on the screen that it concerns. */
export function OperationCard({ id, close, over }: OperationCardProps) {
  const t = texts.use();
  const kindName = useKindName();
  const { data } = useQuery({ ...readingOf({ path: operationPath(id) }), enabled: false });
  return (
    <Card
      size="small"
      title={
        <Link to={`/platform/operations/${id}`}>
          {data === undefined ? t("what") : kindName(data.kind)}
        </Link>
      }
      extra={
        <Button type="link" size="small" onClick={close}>
          {t("hide")}
        </Button>
      }
    >
      <FollowedOperation id={id} {...(over === undefined ? {} : { over })} />
    </Card>
  );
}
