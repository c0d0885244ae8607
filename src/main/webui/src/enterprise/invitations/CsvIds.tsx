import { Collapse, Table } from "antd";
import { useState } from "react";
import { pathOf, useDepartments } from "@/pickers/departments";
import { covers, useMeans, useRoles } from "@/pickers/roles";
import { useMay } from "@/session/me";
import { useRoleName } from "@/workspace/roles";
import { texts } from "./texts";

/** CSV names roles and departments by their ids: which are these. */
export function CsvIds() {
  const t = texts.use();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const means = useMeans();
  const roleName = useRoleName();
  const roles = useRoles(open && may("role:read"));
  const departments = useDepartments(open && may("department:read"));
  const all = departments.data ?? [];
  const rows = [
    ...(roles.data ?? [])
      .filter((role) => means !== null && covers(means, role))
      .map((role) => ({ id: role.id, name: roleName(role.id, role.name), of: t("role") })),
    ...all.map(({ id }) => ({
      id,
      name: pathOf(all, id)
        .map(({ name }) => name)
        .join(" / "),
      of: t("department"),
    })),
  ];
  return (
    <Collapse
      onChange={(keys) => setOpen(keys.length > 0)}
      items={[
        {
          key: "ids",
          label: t("ids"),
          children: (
            <Table
              size="small"
              rowKey="id"
              dataSource={rows}
              pagination={false}
              virtual
              scroll={{ x: 640, y: 300 }}
              columns={[
                { key: "of", dataIndex: "of", title: "", width: 120 },
                {
                  key: "name",
                  title: t("name"),
                  width: 260,
                  ellipsis: true,
                  render: (_, { name }) => <bdi>{name}</bdi>,
                },
                {
                  key: "id",
                  title: "role / department",
                  width: 260,
                  render: (_, { id }) => <code>{id}</code>,
                },
              ]}
            />
          ),
        },
      ]}
    />
  );
}
