import { Flex, Input, Tree, type TreeDataNode, Typography } from "antd";
import { useMemo, useState } from "react";
import type { Department } from "@/api/schema";
import { type Branch, pathOf, useTree, within } from "@/pickers/departments";
import { Dragged } from "./Dragged";
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
  movable?: (id: string) => boolean;
  /** Whether one may move departments to the top. */
  toTop: boolean;
}

/** How high the tree grows before it scrolls; what is not seen is not drawn. */
const HEIGHT = 620;

export function DepartmentTree(props: DepartmentTreeProps) {
  const { departments, chosen, choose, move, movable, toTop } = props;
  const t = texts.use();
  const tree = useTree(departments);
  const [typed, setTyped] = useState("");
  const [opened, setOpened] = useState<string[] | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const searched = typed.trim().toLowerCase();
  const found = useMemo(
    () => (searched === "" ? null : kept(departments, searched)),
    [departments, searched],
  );
  const barred = useMemo(
    () => (dragged === null ? new Set<string>() : within(departments, dragged)),
    [departments, dragged],
  );
  const atFirst = useMemo(() => {
    const tops = tree.length <= 12 ? tree.map(({ department }) => department.id) : [];
    return [...tops, ...(chosen === null ? [] : pathOf(departments, chosen).map(({ id }) => id))];
  }, [tree, departments, chosen]);
  const expanded = found === null ? (opened ?? atFirst) : [...found];

  function drop(parent: string | null): void {
    const department = departments.find(({ id }) => id === dragged);
    setDragged(null);
    if (department !== undefined && department.parent !== parent) {
      move?.({ department, parent });
    }
  }

  const leaves = (branches: readonly Branch[]): Leaf[] =>
    branches
      .filter(({ department }) => found === null || found.has(department.id))
      .map(({ department, below }) => ({
        key: department.id,
        title: (
          <Dragged
            department={department}
            movable={move !== undefined && (movable?.(department.id) ?? true)}
            target={dragged !== null && !barred.has(department.id)}
            begin={() => setDragged(department.id)}
            end={() => setDragged(null)}
            drop={() => drop(department.id)}
            linger={() => setOpened([...expanded, department.id])}
          />
        ),
        children: leaves(below),
      }));

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
          expandedKeys={expanded}
          onExpand={(keys) => setOpened(keys.map(String))}
        />
      )}
      {dragged !== null && toTop && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard has the dialog for it
        <div
          className="drop-top"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            drop(null);
          }}
        >
          {t("dropTop")}
        </div>
      )}
    </Flex>
  );
}

/** Departments whose name holds a text, and those that they lie below. */
function kept(departments: readonly Department[], text: string): Set<string> {
  const ids = departments
    .filter(({ name }) => name.toLowerCase().includes(text))
    .flatMap(({ id }) => pathOf(departments, id).map((each) => each.id));
  return new Set(ids);
}
