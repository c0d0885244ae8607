import { Flex, Form, Modal } from "antd";
import { type PropsWithChildren, useId, useState } from "react";
import { isProblem } from "@/api/problem";
import type { Department } from "@/api/schema";
import { DepartmentPicker } from "@/pickers/DepartmentPicker";
import { within } from "@/pickers/departments";
import { useReach } from "@/pickers/reach";
import { Refused } from "../people/Refused";
import { type Move, useDeleting, useMerging } from "./departments";
import { texts } from "./texts";

interface DialogProps {
  department: Department;
  all: readonly Department[];
  close: () => void;
}

/** Where a department goes: chosen from the tree, so that the keyboard can do what the mouse drags. */
export function MoveDialog({
  department,
  all,
  move,
  close,
}: DialogProps & { move: (move: Move) => void }) {
  const t = texts.use();
  const reach = useReach();
  const [parent, setParent] = useState(department.parent);
  return (
    <Frame
      title={t("moveOne", { name: department.name })}
      yes={t("move")}
      ready={parent !== department.parent && (reach.everywhere || parent !== null)}
      onYes={() => {
        move({ department, parent });
        close();
      }}
      close={close}
    >
      {t("moveDetail")}
      <Place
        label={t("moveTo")}
        {...(reach.everywhere ? { hint: t("topHint"), placeholder: t("top") } : {})}
        value={parent}
        onChange={setParent}
        without={within(all, department.id)}
      />
    </Frame>
  );
}

interface EndingProps extends DialogProps {
  choose: (id: string | null) => void;
}

export function MergeDialog({ department, all, close, choose }: EndingProps) {
  const t = texts.use();
  const [into, setInto] = useState<string | null>(null);
  const merging = useMerging(department, (id) => {
    close();
    choose(id);
  });
  return (
    <Frame
      title={t("mergeOne", { name: department.name })}
      yes={t("merge")}
      danger
      ready={into !== null}
      running={merging.isRunning}
      error={merging.error}
      onYes={() => into !== null && merging.run(into)}
      close={close}
    >
      {t("mergeDetail")}
      <Place
        label={t("mergeInto")}
        value={into}
        onChange={setInto}
        without={within(all, department.id)}
      />
    </Frame>
  );
}

export function DeleteDialog({ department, all, close, choose }: EndingProps) {
  const t = texts.use();
  const [reassign, setReassign] = useState<string | null>(null);
  const deleting = useDeleting(department, (id) => {
    close();
    choose(id);
  });
  // Open invitations into it are known to the server alone.
  const full =
    department.members > 0 ||
    all.some(({ parent }) => parent === department.id) ||
    isProblem(deleting.error, "department_not_empty");
  return (
    <Frame
      title={t("removeOne", { name: department.name })}
      yes={t("remove")}
      danger
      ready={!full || reassign !== null}
      running={deleting.isRunning}
      error={deleting.error}
      onYes={() => deleting.run(reassign)}
      close={close}
    >
      {t(full ? "removeFull" : "removeEmpty")}
      {full && (
        <Place
          label={t("reassign")}
          value={reassign}
          onChange={setReassign}
          without={within(all, department.id)}
        />
      )}
    </Frame>
  );
}

interface FrameProps {
  title: string;
  yes: string;
  danger?: boolean;
  ready: boolean;
  running?: boolean;
  error?: unknown;
  onYes: () => void;
  close: () => void;
}

function Frame({
  title,
  yes,
  danger = false,
  ready,
  running = false,
  error,
  onYes,
  close,
  children,
}: PropsWithChildren<FrameProps>) {
  const t = texts.use();
  return (
    <Modal
      open
      title={title}
      okText={yes}
      okButtonProps={{ danger, disabled: !ready, loading: running }}
      cancelText={t("cancel")}
      onOk={onYes}
      onCancel={close}
    >
      <Flex vertical gap="middle">
        {children}
        <Refused error={error} />
      </Flex>
    </Modal>
  );
}

interface PlaceProps {
  label: string;
  hint?: string;
  placeholder?: string;
  value: string | null;
  onChange: (id: string | null) => void;
  without: ReadonlySet<string>;
}

function Place({ label, hint, placeholder, value, onChange, without }: PlaceProps) {
  const field = useId();
  return (
    <Form layout="vertical" component={false}>
      <Form.Item label={label} htmlFor={field} extra={hint} style={{ marginBottom: 0 }}>
        <DepartmentPicker
          id={field}
          allowClear
          {...(placeholder === undefined ? {} : { placeholder })}
          value={value}
          onChange={(id) => onChange(id ?? null)}
          without={without}
        />
      </Form.Item>
    </Form>
  );
}
