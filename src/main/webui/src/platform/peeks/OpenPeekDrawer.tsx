import { Button, Drawer, Flex, Form, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { Backup, Operation, Peek, Tenant, TenantRecovery } from "@/api/schema";
import { Followed } from "../recovery/Followed";
import { canBeHad, type Moment, MomentPicker, wishOf } from "../recovery/MomentPicker";
import { RestoreFailure } from "../recovery/RestoreFailure";
import { useOpening } from "./peeks";
import { texts } from "./texts";

const LENGTHS = [60, 240, 1440, 10080] as const;

interface OpenPeekDrawerProps {
  tenant: Tenant;
  recovery: TenantRecovery;
  backups: readonly Backup[];
  moment: Moment;
  ended: () => void;
  close: () => void;
}

/** Opens a peek: which moment, and for how long. */
export function OpenPeekDrawer(props: OpenPeekDrawerProps) {
  const { tenant, recovery, backups, ended, close } = props;
  const t = texts.use();
  const [moment, setMoment] = useState(props.moment);
  const [minutes, setMinutes] = useState<number>(240);
  const [asked, setAsked] = useState<{ operation: Operation; peek: Peek } | null>(null);
  const [outcome, setOutcome] = useState<Operation["state"]>("running");
  const opening = useOpening(tenant.id, setAsked);
  return (
    <Drawer
      open
      size="min(820px, 100vw)"
      title={<bdi>{t("openTitle", { name: tenant.name })}</bdi>}
      onClose={close}
      footer={
        <Flex gap="small" justify="end">
          <Button onClick={close}>{t(asked === null ? "cancel" : "close")}</Button>
          {asked === null && (
            <Button
              type="primary"
              disabled={!canBeHad(moment, recovery)}
              loading={opening.isRunning}
              onClick={() => opening.run({ ...wishOf(moment), minutes })}
            >
              {t("openRun")}
            </Button>
          )}
          {asked !== null && outcome === "succeeded" && (
            <Link to={`/platform/recovery/${tenant.slug}/peeks/${asked.peek.id}`}>
              <Button type="primary">{t("toPeek")}</Button>
            </Link>
          )}
        </Flex>
      }
    >
      {asked === null ? (
        <Flex vertical gap="large">
          <MomentPicker recovery={recovery} backups={backups} value={moment} change={setMoment} />
          <Form layout="vertical" component="div">
            <Form.Item label={t("minutes")} htmlFor="peek-minutes" style={{ maxWidth: 240 }}>
              <Select<number>
                id="peek-minutes"
                value={minutes}
                onChange={setMinutes}
                options={LENGTHS.map((each) => ({ value: each, label: t(`minutes_${each}`) }))}
              />
            </Form.Item>
          </Form>
          <RestoreFailure error={opening.error} />
        </Flex>
      ) : (
        <Flex vertical gap="middle">
          {outcome === "running" && <span>{t("opening")}</span>}
          {(outcome === "failed" || outcome === "undone") && <span>{t("openFailed")}</span>}
          <Followed
            operation={asked.operation}
            ended={({ state }) => {
              setOutcome(state);
              ended();
            }}
          />
        </Flex>
      )}
    </Drawer>
  );
}
