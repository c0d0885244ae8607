import { Flex, Form, Input, Modal } from "antd";
import * as limits from "@/api/limits";
import type { Department } from "@/api/schema";
import { useFit } from "@/forms/fit";
import { useFaults } from "@/forms/useFaults";
import { Refused } from "../people/Refused";
import { useMaking, useRenaming } from "./departments";
import { texts } from "./texts";

interface NameDialogProps {
  /** The one to rename; null makes another. */
  department: Department | null;
  /** What another one lies below; null for the top. */
  below: Department | null;
  close: () => void;
  choose: (id: string) => void;
}

export function NameDialog({ department, below, close, choose }: NameDialogProps) {
  return department === null ? (
    <Making below={below} close={close} choose={choose} />
  ) : (
    <Renaming department={department} close={close} />
  );
}

function Making({ below, close, choose }: Omit<NameDialogProps, "department">) {
  const t = texts.use();
  const making = useMaking(({ id }) => {
    close();
    choose(id);
  });
  return (
    <Name
      title={below === null ? t("createTop") : t("createBelow", { name: below.name })}
      initial=""
      yes={t("make")}
      running={making.isRunning}
      error={making.error}
      onYes={(name) => making.run({ name, ...(below === null ? {} : { parent: below.id }) })}
      close={close}
    />
  );
}

function Renaming({ department, close }: { department: Department; close: () => void }) {
  const t = texts.use();
  const renaming = useRenaming(department, close);
  return (
    <Name
      title={t("renameOne", { name: department.name })}
      initial={department.name}
      yes={t("save")}
      running={renaming.isRunning}
      error={renaming.error}
      onYes={renaming.run}
      close={close}
    />
  );
}

interface NameProps {
  title: string;
  initial: string;
  yes: string;
  running: boolean;
  error: unknown;
  onYes: (name: string) => void;
  close: () => void;
}

function Name({ title, initial, yes, running, error, onYes, close }: NameProps) {
  const t = texts.use();
  const fit = useFit();
  const [form] = Form.useForm<{ name: string }>();
  useFaults(form, error);
  return (
    <Modal
      open
      title={title}
      okText={yes}
      cancelText={t("cancel")}
      okButtonProps={{ loading: running }}
      onOk={form.submit}
      onCancel={close}
    >
      <Flex vertical gap="middle">
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ name: initial }}
          onFinish={({ name }) => onYes(name.trim())}
        >
          <Form.Item
            name="name"
            label={t("name")}
            style={{ marginBottom: 0 }}
            rules={fit.line(limits.NewDepartment_name, t("nameNeeded"))}
          >
            <Input autoFocus dir="auto" autoComplete="off" />
          </Form.Item>
        </Form>
        <Refused error={error} />
      </Flex>
    </Modal>
  );
}
