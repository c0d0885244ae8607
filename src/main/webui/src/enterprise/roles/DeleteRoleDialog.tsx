import { Flex, Form, Modal } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { isProblem } from "@/api/problem";
import type { Role } from "@/api/schema";
import { RolePicker } from "@/pickers/RolePicker";
import { useMay } from "@/session/me";
import { Refused } from "../people/Refused";
import { useDeletingRole } from "./roles";
import { texts } from "./texts";

interface DeleteRoleDialogProps {
  role: Role;
  close: () => void;
  gone: () => void;
}

/** Deletes a role; whoever has it gets another. */
export function DeleteRoleDialog({ role, close, gone }: DeleteRoleDialogProps) {
  const t = texts.use();
  const may = useMay();
  const [reassign, setReassign] = useState<string | null>(null);
  const deleting = useDeletingRole(role, () => {
    gone();
    close();
  });
  const needed = isProblem(deleting.error, "role_in_use") && reassign === null;
  return (
    <Modal
      open
      title={t("removeOne", { name: role.name })}
      okText={t("remove")}
      okButtonProps={{ danger: true, loading: deleting.isRunning, disabled: needed }}
      cancelText={t("cancel")}
      onOk={() => deleting.run(reassign)}
      onCancel={close}
    >
      <Flex vertical gap="middle">
        <span>{t("removeDetail")}</span>
        {may("member:read") && (
          <Link to={`../members?state=all&role=${role.id}`}>
            {t("whoOne", { name: role.name })}
          </Link>
        )}
        <Form layout="vertical" component={false}>
          <Form.Item
            label={t("reassign")}
            htmlFor="role-instead"
            style={{ marginBottom: 0 }}
            {...(needed ? { validateStatus: "error" as const } : {})}
          >
            <RolePicker
              id="role-instead"
              allowClear
              placeholder={t("reassignNone")}
              value={reassign}
              onChange={(id) => setReassign(id ?? null)}
              without={[role.id]}
            />
          </Form.Item>
        </Form>
        <Refused error={deleting.error} />
      </Flex>
    </Modal>
  );
}
