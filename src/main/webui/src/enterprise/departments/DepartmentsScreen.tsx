import "../people/people.css";
import { PlusOutlined } from "@ant-design/icons";
import { App, Button, Card, Drawer, Flex, Grid, Typography } from "antd";
import { useRef, useState } from "react";
import { useAddress } from "@/lists/useAddress";
import { useDepartments } from "@/pickers/departments";
import { useReach } from "@/pickers/reach";
import { useMay } from "@/session/me";
import { Nothing } from "@/states/Nothing";
import { Ready } from "@/states/States";
import { Page } from "@/workspace/Page";
import { Refused } from "../people/Refused";
import { type Asked, DepartmentDialog } from "./DepartmentDialog";
import { DepartmentPanel } from "./DepartmentPanel";
import { DepartmentTree } from "./DepartmentTree";
import { type Move, useMoving } from "./departments";
import { texts } from "./texts";

/** The departments as a tree, and beside it what the chosen one is and what can be done with it. */
export default function DepartmentsScreen() {
  const t = texts.use();
  const may = useMay();
  const wide = Grid.useBreakpoint().lg ?? true;
  const departments = useDepartments();
  const [filters, setFilters] = useAddress();
  const [asked, setAsked] = useState<Asked | null>(null);
  const moving = useUndoableMoving();
  const reach = useReach();
  const manages = may("department:manage");
  const chosen = departments.data?.find(({ id }) => id === filters.get("department"));
  const choose = (id: string | null) =>
    wide || id === null ? setFilters({ department: id }) : setFilters({ department: id }, "push");
  const create = manages && reach.everywhere && (
    <Button
      type="primary"
      icon={<PlusOutlined />}
      onClick={() => setAsked({ what: "create", below: null })}
    >
      {t("create")}
    </Button>
  );
  const panel = chosen !== undefined && (
    <DepartmentPanel
      department={chosen}
      all={departments.data ?? []}
      titled={wide}
      {...(manages && reach.covers(chosen.id)
        ? {
            ask: (what) => setAsked({ what, department: chosen }),
            addBelow: () => setAsked({ what: "create", below: chosen }),
          }
        : {})}
      fixed={chosen.id === reach.top}
    />
  );

  return (
    <Page title={t("title")} lead={t("lead")} actions={create}>
      <Ready query={departments}>
        {(all) =>
          all.length === 0 ? (
            <Nothing action={create}>{t("first")}</Nothing>
          ) : (
            <Flex vertical gap="middle">
              <Refused error={moving.error} />
              <Flex gap="large" align="start">
                <Card style={{ flex: "1 1 0", minWidth: 0 }} styles={{ body: { padding: 16 } }}>
                  <DepartmentTree
                    departments={all}
                    chosen={chosen?.id ?? null}
                    choose={choose}
                    toTop={reach.everywhere}
                    {...(manages
                      ? { move: moving.run, movable: (id) => reach.covers(id) && id !== reach.top }
                      : {})}
                  />
                </Card>
                {wide && (
                  <Card style={{ flex: "0 0 400px" }} className="beside">
                    {panel || (
                      <Typography.Text type="secondary">
                        {t("choose")} {manages && t("leadMove")}
                      </Typography.Text>
                    )}
                  </Card>
                )}
              </Flex>
            </Flex>
          )
        }
      </Ready>
      {!wide && chosen !== undefined && (
        <Drawer
          open
          size="min(480px, 100vw)"
          title={<bdi>{chosen.name}</bdi>}
          onClose={() => choose(null)}
        >
          {panel}
        </Drawer>
      )}
      {asked !== null && (
        <DepartmentDialog
          asked={asked}
          all={departments.data ?? []}
          move={moving.run}
          close={() => setAsked(null)}
          choose={choose}
        />
      )}
    </Page>
  );
}

/** Moves departments; each move is said, with a way to take it back. */
function useUndoableMoving() {
  const t = texts.use();
  const { data } = useDepartments();
  const { notification } = App.useApp();
  const undoing = useMoving(() => undefined);
  const latest = useRef(undoing);
  latest.current = undoing;
  const moving = useMoving(({ department, parent }: Move) => {
    const into = data?.find(({ id }) => id === parent)?.name;
    const key = `moved-${department.id}`;
    notification.success({
      key,
      title:
        into === undefined
          ? t("movedTop", { name: department.name })
          : t("movedBelow", { name: department.name, parent: into }),
      role: "status",
      duration: 10,
      actions: (
        <Button
          size="small"
          onClick={() => {
            notification.destroy(key);
            latest.current.run({
              department: { ...department, parent },
              parent: department.parent,
            });
          }}
        >
          {t("undo")}
        </Button>
      ),
    });
  });
  return { run: moving.run, error: moving.error ?? undoing.error };
}
