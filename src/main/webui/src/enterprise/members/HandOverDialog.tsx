import { Form } from "antd";
import { useState } from "react";
import type { Member } from "@/api/schema";
import { RolePicker } from "@/pickers/RolePicker";
import { useMe } from "@/session/me";
import { TypedConfirm } from "../people/TypedConfirm";
import { useHandingOver } from "./members";
import { texts } from "./texts";

/** Asks before the organisation is handed over: nobody takes that back by themselves. */
export function HandOverDialog({ member, close }: { member: Member; close: () => void }) {
  const t = texts.use();
  const { data: me } = useMe();
  const [role, setRole] = useState("member");
  const handing = useHandingOver(member, close);
  return (
    <TypedConfirm
      title={t("handOverTitle", { name: member.name })}
      word={me?.tenant?.slug ?? member.email}
      yes={t("handOver")}
      running={handing.isRunning}
      error={handing.error}
      onYes={() => handing.run(role)}
      onNo={close}
    >
      {t("handOverDetail")}
      <Form layout="vertical">
        <Form.Item label={t("myRole")} htmlFor="my-role" style={{ marginBottom: 0 }}>
          <RolePicker id="my-role" value={role} onChange={setRole} without={["enterprise_admin"]} />
        </Form.Item>
      </Form>
    </TypedConfirm>
  );
}
