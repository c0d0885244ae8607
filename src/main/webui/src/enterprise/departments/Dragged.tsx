import { Flex, Typography } from "antd";
import { useEffect, useState } from "react";
import type { Department } from "@/api/schema";
import { useFormats } from "@/texts/format";

interface DraggedProps {
  department: Department;
  movable: boolean;
  /** Whether what is dragged may be dropped here. */
  target: boolean;
  begin: () => void;
  end: () => void;
  drop: () => void;
  /** Somebody holds what they drag above it for a while. */
  linger: () => void;
}

const LINGERING = 700;

/** A department's line in the tree: what is dropped on it comes to lie below it. */
export function Dragged(props: DraggedProps) {
  const { department, movable, target, begin, end, drop, linger } = props;
  const { number } = useFormats();
  const [over, setOver] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time runs from when one comes above it
  useEffect(() => {
    if (!over) {
      return;
    }
    const timer = setTimeout(linger, LINGERING);
    return () => clearTimeout(timer);
  }, [over]);
  return (
    <Flex
      gap="small"
      align="baseline"
      justify="space-between"
      className={over && target ? "tree-row drop-here" : "tree-row"}
      draggable={movable}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", department.name);
        begin();
      }}
      onDragEnd={end}
      onDragOver={(event) => {
        if (target) {
          event.preventDefault();
          setOver(true);
        }
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        drop();
      }}
    >
      <bdi className="ellipsis">{department.name}</bdi>
      <Typography.Text type="secondary" style={{ flex: "none" }}>
        {number(department.members)}
      </Typography.Text>
    </Flex>
  );
}
