import { Flex, Input, Tree, type TreeDataNode, type TreeProps, Typography } from "antd";
import { useMemo, useState } from "react";
import type { Department } from "@/api/schema";
import { type Branch, pathOf, useTree } from "@/pickers/departments";
import { useFormats } from "@/texts/format";
import type { Move } from "./departments";
import { texts } from "./texts";

interface Leaf extends TreeDataNode {
  key: string;
  children: Leaf[];
}

interface DepartmentTreeProps {
  departments: readonly Department[];
  chosen: string | null;
  choose: (id: string | null) => void;
  /** Absent for whoever may not move them. */
  move?: (move: Move) => void;
}

/** How high the tree grows before it scrolls; what is not seen is not drawn. */
const HEIGHT = 620;

export function DepartmentTree({ departments, chosen, choose, move }: DepartmentTreeProps) {
  const t = texts.use();
  const { number } = useFormats();
  const tree = useTree(departments);
  const [typed, setTyped] = useState("");
  const [opened, setOpened] = useState<string[] | null>(null);
  const searched = typed.trim().toLowerCase();
  const found = useMemo(
    () => (searched === "" ? null : kept(departments, searched)),
    [departments, searched],
  );
  const leaves = (branches: readonly Branch[]): Leaf[] =>
    branches
      .filter(({ department }) => found === null || found.has(department.id))
      .map(({ department, below }) => ({
        key: department.id,
        title: (
          <Flex gap="small" align="baseline" justify="space-between" className="tree-row">
            <bdi className="ellipsis">{department.name}</bdi>
            <Typography.Text type="secondary" style={{ flex: "none" }}>
              {number(department.members)}
            </Typography.Text>
          </Flex>
        ),
        children: leaves(below),
      }));
  const atFirst = useMemo(() => {
    const tops = tree.length <= 12 ? tree.map(({ department }) => department.id) : [];
    return [...tops, ...(chosen === null ? [] : pathOf(departments, chosen).map(({ id }) => id))];
  }, [tree, departments, chosen]);

  return (
    <Flex vertical gap="small">
      <Input.Search
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={t("search")}
        aria-label={t("search")}
        allowClear
        dir="auto"
      />
      {found?.size === 0 ? (
        <Typography.Text type="secondary">{t("none")}</Typography.Text>
      ) : (
        <Tree<Leaf>
          aria-label={t("tree")}
          blockNode
          showLine
          height={HEIGHT}
          treeData={leaves(tree)}
          selectedKeys={chosen === null ? [] : [chosen]}
          onSelect={([key]) => choose(key === undefined ? null : String(key))}
          expandedKeys={found === null ? (opened ?? atFirst) : [...found]}
          onExpand={(keys) => setOpened(keys.map(String))}
          draggable={move === undefined ? false : { icon: false }}
          {...(move === undefined ? {} : { onDrop: dropping(departments, move) })}
        />
      )}
    </Flex>
  );
}

/** What is dropped on a department lies below it; beside one, it lies where that one lies. */
function dropping(
  departments: readonly Department[],
  move: (move: Move) => void,
): NonNullable<TreeProps<Leaf>["onDrop"]> {
  return ({ dragNode, node, dropToGap }) => {
    const department = departments.find(({ id }) => id === dragNode.key);
    const target = departments.find(({ id }) => id === node.key);
    if (department === undefined || target === undefined) {
      return;
    }
    const parent = dropToGap ? target.parent : target.id;
    if (parent !== department.parent && parent !== department.id) {
      move({ department, parent });
    }
  };
}

/** Departments whose name holds a text, and those that they lie below. */
function kept(departments: readonly Department[], text: string): Set<string> {
  const ids = departments
    .filter(({ name }) => name.toLowerCase().includes(text))
    .flatMap(({ id }) => pathOf(departments, id).map((each) => each.id));
  return new Set(ids);
}
