import { Flex, Modal } from "antd";
import { useState } from "react";
import type { Department } from "@/api/schema";
import { MemberPicker, type Person } from "@/pickers/MemberPicker";
import { Refused } from "../people/Refused";
import { useSayingManagers } from "./departments";
import { texts } from "./texts";

/** Who manages a department. */
export function ManagersDialog({
  department,
  close,
}: {
  department: Department;
  close: () => void;
}) {
  const t = texts.use();
  const [people, setPeople] = useState<Person[]>(department.managers);
  const saying = useSayingManagers(department, close);
  return (
    <Modal
      open
      title={t("managersOne", { name: department.name })}
      okText={t("save")}
      okButtonProps={{ loading: saying.isRunning }}
      cancelText={t("cancel")}
      onOk={() => saying.run(people.map(({ id }) => id))}
      onCancel={close}
    >
      <Flex vertical gap="middle">
        {t("managersDetail")}
        <MemberPicker aria-label={t("managers")} value={people} onChange={setPeople} />
        <Refused error={saying.error} />
      </Flex>
    </Modal>
  );
}
