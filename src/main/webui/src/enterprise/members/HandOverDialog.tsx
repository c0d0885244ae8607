import { Form } from "antd";
import { useState } from "react";
import type { Member } from "@/api/schema";
import { TypedConfirmation } from "@/forms/TypedConfirmation";
import { RolePicker } from "@/pickers/RolePicker";
import { useMe } from "@/session/me";
import { Refused } from "../people/Refused";
import { useHandingOver } from "./members";
import { texts } from "./texts";

/** Asks before the organisation is handed over: nobody takes that back by themselves. */
export function HandOverDialog({ member, close }: { member: Member; close: () => void }) {
  const t = texts.use();
  const { data: me } = useMe();
  const [role, setRole] = useState("member");
  const handing = useHandingOver(member, close);
  return (
    <TypedConfirmation
      title={t("handOverTitle", { name: member.name })}
      word={me?.tenant?.slug ?? member.email}
      label={t("handOver")}
      action={{ ...handing, run: () => handing.run(role) }}
      close={close}
      failure={<Refused error={handing.error} />}
    >
      {t("handOverDetail")}
      <Form layout="vertical">
        <Form.Item label={t("myRole")} htmlFor="my-role" style={{ marginBottom: 0 }}>
          <RolePicker id="my-role" value={role} onChange={setRole} without={["enterprise_admin"]} />
        </Form.Item>
      </Form>
    </TypedConfirmation>
  );
}
