import { TreeSelect, type TreeSelectProps } from "antd";
import { useId } from "react";
import { type Branch, pathOf, useDepartments, useTree } from "./departments";
import { useReach } from "./reach";
import { texts } from "./texts";

interface DepartmentPickerProps
  extends Omit<TreeSelectProps<string | null>, "treeData" | "loading" | "showSearch" | "multiple"> {
  /** Departments that are no choice here, each with all below it. */
  without?: ReadonlySet<string>;
}

interface Leaf {
  value: string;
  title: string;
  disabled: boolean;
  children: Leaf[];
}

/** Where a department is chosen, in the tree or by its name, as far as one reaches. */
export function DepartmentPicker({ without, ...select }: DepartmentPickerProps) {
  const t = texts.use();
  const departments = useDepartments();
  const tree = useTree(departments.data);
  const reach = useReach();
  const leaves = (branches: readonly Branch[]): Leaf[] =>
    branches.map(({ department, below }) => ({
      value: department.id,
      title: department.name,
      disabled: without?.has(department.id) === true || !reach.covers(department.id),
      children: leaves(below),
    }));
  const chosen = select.value;
  const own = useId();
  const id = select.id ?? own;
  return (
    <TreeSelect<string | null>
      placeholder={t("department")}
      loading={departments.isPending}
      notFoundContent={departments.error === null ? t("none") : t("failed")}
      showSearch={{ treeNodeFilterProp: "title" }}
      popupMatchSelectWidth={320}
      treeDefaultExpandedKeys={
        typeof chosen === "string" ? pathOf(departments.data ?? [], chosen).map(({ id }) => id) : []
      }
      treeData={leaves(tree)}
      // The field says that it controls a list of this name, which Ant Design forgets to give.
      popupRender={(menu) => <div id={`${id}_list`}>{menu}</div>}
      {...select}
      id={id}
    />
  );
}
