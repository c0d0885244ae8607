import { Button, Descriptions, Flex, Typography } from "antd";
import { Link } from "react-router";
import type { Department } from "@/api/schema";
import { pathOf } from "@/pickers/departments";
import { useMay } from "@/session/me";
import { useFormats } from "@/texts/format";
import type { Change } from "./DepartmentDialog";
import { texts } from "./texts";

interface DepartmentPanelProps {
  department: Department;
  all: readonly Department[];
  /** Whether its name stands above it. */
  titled: boolean;
  /** Whether it is where one’s own reach ends, so that one cannot move it nor end it. */
  fixed: boolean;
  /** Absent for whoever may only look. */
  ask?: (what: Change) => void;
  addBelow?: () => void;
}

/** What a department is, who is in it, and what can be done with it. */
export function DepartmentPanel({
  department,
  all,
  titled,
  fixed,
  ask,
  addBelow,
}: DepartmentPanelProps) {
  const t = texts.use();
  const may = useMay();
  const { date, number } = useFormats();
  const above = pathOf(all, department.id).slice(0, -1);
  const below = all.filter(({ parent }) => parent === department.id).length;
  return (
    <Flex vertical gap="middle">
      {titled && (
        <Typography.Title level={2} style={{ fontSize: 18, margin: 0, overflowWrap: "anywhere" }}>
          <bdi>{department.name}</bdi>
        </Typography.Title>
      )}
      <Descriptions
        size="small"
        column={1}
        colon={false}
        styles={{ label: { width: 150 } }}
        items={[
          {
            key: "lies",
            label: t("lies"),
            children:
              above.length === 0 ? (
                t("top")
              ) : (
                <bdi>{above.map(({ name }) => name).join(" / ")}</bdi>
              ),
          },
          {
            key: "members",
            label: t("members"),
            children: (
              <Flex vertical align="start">
                <span>{t("membersOf", { count: department.members })}</span>
                {may("member:read") && (
                  <Link to={`../members?state=all&department=${department.id}`}>
                    {t(below > 0 ? "seeAll" : "see")}
                  </Link>
                )}
              </Flex>
            ),
          },
          { key: "below", label: t("departmentsBelow"), children: number(below) },
          {
            key: "managers",
            label: t("managers"),
            children: (
              <Flex vertical align="start" gap={4}>
                {department.managers.length === 0 ? (
                  <Typography.Text type="secondary">{t("noManagers")}</Typography.Text>
                ) : (
                  department.managers.map(({ id, name }) => <bdi key={id}>{name}</bdi>)
                )}
                {ask !== undefined && may("member:read") && (
                  <Button size="small" onClick={() => ask("managers")}>
                    {t("managersEdit")}
                  </Button>
                )}
              </Flex>
            ),
          },
          { key: "made", label: t("made_at"), children: date(department.createdAt) },
        ]}
      />
      {ask !== undefined && (
        <Flex wrap gap="small">
          <Button type="primary" onClick={addBelow}>
            {t("below")}
          </Button>
          <Button onClick={() => ask("rename")}>{t("rename")}</Button>
          {!fixed && (
            <>
              <Button onClick={() => ask("move")}>{t("move")}</Button>
              <Button onClick={() => ask("merge")}>{t("merge")}</Button>
              <Button danger onClick={() => ask("remove")}>
                {t("remove")}
              </Button>
            </>
          )}
        </Flex>
      )}
    </Flex>
  );
}
