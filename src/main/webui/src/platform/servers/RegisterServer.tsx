import { Alert, Collapse, Flex, Form, Typography } from "antd";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { DatabaseServer, NewDatabaseServer } from "@/api/schema";
import { FormDrawer } from "@/forms/FormDrawer";
import { useFaults } from "@/forms/useFaults";
import { Failure } from "@/states/Failure";
import { Findings } from "./Findings";
import {
  type ConnectionFields,
  ConnectionItems,
  capacityOf,
  type PlacementFields,
  PlacementItems,
  placementOf,
} from "./fields";
import { tally, useRegistering, useTrying } from "./servers";
import { texts } from "./texts";

type Fields = ConnectionFields & PlacementFields;

interface RegisterServerProps {
  /** One that is there and gets another address or account; null adds one. */
  server: DatabaseServer | null;
  close: () => void;
}

/** Where a server is added: it is tried first, and what is wrong with it is seen before anything is saved. */
export function RegisterServer({ server, close }: RegisterServerProps) {
  const t = texts.use();
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const [tried, setTried] = useState<string | null>(null);
  const trying = useTrying();
  const registering = useRegistering(({ name }) => {
    close();
    void navigate(`/platform/servers/${name}`);
  });
  useFaults(form, trying.error ?? registering.error);
  const written = Form.useWatch([], form);
  const asTried = tried !== null && tried === reached(written);
  const fit = asTried && trying.output?.ok === true;

  function tryIt(fields: Fields): void {
    registering.forget();
    setTried(reached(fields));
    trying.run(wishOf(fields));
  }

  return (
    <FormDrawer
      title={server === null ? t("add") : t("moveTitle", { name: server.name })}
      form={form}
      label={t(fit ? (server === null ? "save_new" : "save") : "tryIt")}
      action={fit ? registering : { isRunning: trying.isRunning, error: registering.error }}
      close={close}
    >
      <Typography.Text type="secondary">
        {t(server === null ? "tryHint" : "moveDetail")}
      </Typography.Text>
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={
          server === null
            ? { port: 3306, weight: 100 }
            : { name: server.name, host: server.host, port: server.port, ...placementOf(server) }
        }
        onFinish={(fields) => (fit ? registering.run(wishOf(fields)) : tryIt(fields))}
      >
        <ConnectionItems named={server !== null} />
        <Collapse
          ghost
          items={[
            { key: "placement", label: t("edit"), forceRender: true, children: <PlacementItems /> },
          ]}
        />
      </Form>
      <Failure error={trying.error} />
      {trying.output !== null && tried !== null && (
        <Trial check={trying.output} asTried={asTried} />
      )}
    </FormDrawer>
  );
}

interface TrialProps {
  check: NonNullable<ReturnType<typeof useTrying>["output"]>;
  asTried: boolean;
}

/** What came of trying a server. */
function Trial({ check, asTried }: TrialProps) {
  const t = texts.use();
  const { warnings } = tally(check.findings);
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new is brought into view
  useEffect(() => {
    place.current?.scrollIntoView({ block: "nearest" });
  }, [check]);
  const verdict = check.ok ? (warnings > 0 ? "fitWarnings" : "fit") : "unfit";
  return (
    <Flex vertical gap="small" role="status" ref={place}>
      <Alert
        type={check.ok ? (warnings > 0 ? "warning" : "success") : "error"}
        showIcon
        title={t(verdict)}
        {...(asTried ? {} : { description: t("changedSince") })}
      />
      <Findings findings={check.findings} />
    </Flex>
  );
}

/** How a server is reached, written so that one sees whether it was changed. */
function reached(fields: Fields | undefined): string {
  const { name, host, port, adminUser, adminPassword } = fields ?? {};
  return JSON.stringify([name, host, port, adminUser, adminPassword]);
}

function wishOf(fields: Fields): NewDatabaseServer {
  return {
    name: fields.name.trim(),
    host: fields.host.trim(),
    port: fields.port,
    adminUser: fields.adminUser.trim(),
    adminPassword: fields.adminPassword,
    capacity: capacityOf(fields),
    weight: fields.weight ?? null,
    labels: fields.labels ?? {},
  };
}
