import { Button, Drawer, Flex, Typography } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { Backup, Operation, Restore, Tenant, TenantRecovery } from "@/api/schema";
import { useSettled } from "@/forms/useSettled";
import { Followed } from "./Followed";
import { canBeHad, type Moment, MomentPicker, wishOf } from "./MomentPicker";
import { RestoreFailure } from "./RestoreFailure";
import { asksSlug, Confirmation, type How, isLatest, isWhole, RestoreHow } from "./RestoreHow";
import { RestoreWords } from "./RestoreWords";
import { useRestorePlan, useRestoring } from "./restores";
import { restoreTexts } from "./restoreTexts";

interface RestoreDrawerProps {
  tenant: Tenant;
  recovery: TenantRecovery;
  backups: readonly Backup[];
  /** The moment that it begins with. */
  moment: Moment;
  ended: () => void;
  close: () => void;
}

/** Brings a tenant's past back: which moment, how, what will happen; then followed live. */
export function RestoreDrawer(props: RestoreDrawerProps) {
  const { tenant, recovery, backups, ended, close } = props;
  const t = restoreTexts.use();
  const [moment, setMoment] = useState(props.moment);
  const [how, setHow] = useState<How>({
    mode: "side-by-side",
    server: null,
    keep: true,
    latest: true,
    typed: "",
    fresh: { slug: likelySlug(tenant.slug), name: "", email: "", adminName: "", password: "" },
  });
  const [operation, setOperation] = useState<Operation | null>(null);
  const restoring = useRestoring(tenant.id, setOperation);
  const wish = wished(moment, how);
  const isAsked = operation === null && !restoring.isRunning && isAskable(moment, how, recovery);
  const wanted = JSON.stringify(asked(wish));
  // While a slider moves nothing is asked.
  const isStill = useSettled(wanted, 350) === wanted;
  const plan = useRestorePlan(tenant.id, isAsked && isStill ? asked(wish) : null);

  const steps = (
    <Flex vertical gap="large">
      <section>
        <Typography.Title level={2} className="section-title">
          {t("when")}
        </Typography.Title>
        <MomentPicker recovery={recovery} backups={backups} value={moment} change={setMoment} />
      </section>
      <section>
        <Typography.Title level={2} className="section-title">
          {t("how")}
        </Typography.Title>
        <RestoreHow tenant={tenant} how={how} change={setHow} fault={restoring.error} />
      </section>
      <section aria-live="polite">
        <Typography.Title level={2} className="section-title">
          {t("what")}
        </Typography.Title>
        <RestoreWords tenant={tenant} how={how} moment={moment} plan={plan} isAsked={isAsked} />
      </section>
      {asksSlug(how) && <Confirmation tenant={tenant} how={how} change={setHow} />}
      <RestoreFailure error={restoring.error} />
    </Flex>
  );
  return (
    <Drawer
      open
      size="min(820px, 100vw)"
      title={<bdi>{t("title", { name: tenant.name })}</bdi>}
      onClose={close}
      footer={
        <Flex gap="small" justify="end">
          <Button onClick={close}>{t(operation === null ? "cancel" : "close")}</Button>
          {operation === null && (
            <Button
              type="primary"
              danger={how.mode !== "new-tenant"}
              disabled={!isWhole(how, tenant) || !isReachable(moment, how, recovery)}
              loading={restoring.isRunning}
              onClick={() => restoring.run(wish)}
            >
              {t("run")}
            </Button>
          )}
        </Flex>
      }
    >
      {operation === null ? (
        steps
      ) : (
        <Underway
          tenant={tenant}
          fresh={how.mode === "new-tenant" ? how.fresh.slug : null}
          operation={operation}
          ended={ended}
        />
      )}
    </Drawer>
  );
}

const WORDS = {
  running: ["under", "underDetail"],
  succeeded: ["done", "doneDetail"],
  failed: ["failed", "failedDetail"],
  undone: ["failed", "failedDetail"],
} as const;

/** Where another tenant is made instead. */
const FRESH_WORDS = {
  running: ["under", "freshUnder"],
  succeeded: ["freshDone", "freshDoneDetail"],
} as const;

interface UnderwayProps {
  tenant: Tenant;
  /** The slug of the tenant that is made; null if one is restored. */
  fresh: string | null;
  operation: Operation;
  ended: () => void;
}

function Underway({ tenant, fresh, operation, ended }: UnderwayProps) {
  const t = restoreTexts.use();
  const [outcome, setOutcome] = useState<Operation["state"]>("running");
  const words = fresh === null ? WORDS : { ...WORDS, ...FRESH_WORDS };
  const [title, detail] = words[outcome];
  return (
    <Flex vertical gap="middle">
      <Typography.Title level={2} className="section-title">
        {t(title, { name: tenant.name })}
      </Typography.Title>
      <span>{t(detail, { name: tenant.name, slug: fresh ?? "" })}</span>
      {fresh !== null && outcome === "succeeded" && (
        <Link to={`/platform/recovery/${fresh}`}>{t("toFresh", { slug: fresh })}</Link>
      )}
      <Followed
        operation={operation}
        ended={({ state }) => {
          setOutcome(state);
          ended();
        }}
      />
    </Flex>
  );
}

function wished(moment: Moment, how: How): Restore {
  const { fresh } = how;
  if (how.mode === "new-tenant") {
    return {
      ...wishOf(moment),
      mode: how.mode,
      tenant: {
        slug: fresh.slug,
        ...(fresh.name.trim() === "" ? {} : { name: fresh.name.trim() }),
        ...(how.server === null ? {} : { server: how.server }),
        admin: {
          email: fresh.email.trim(),
          name: fresh.adminName.trim(),
          ...(fresh.password === "" ? {} : { password: fresh.password }),
        },
      },
    };
  }
  return {
    ...(isLatest(how) ? {} : wishOf(moment)),
    mode: how.mode,
    ...(how.server === null ? {} : { server: how.server }),
    ...(how.keep ? {} : { keep: false, slug: how.typed }),
  };
}

/** A slug for a tenant that is made of another's past. */
function likelySlug(slug: string): string {
  return `${slug.slice(0, 35)}-then`;
}

/** What the plan is asked for: without what does not change it. */
function asked(wish: Restore): Restore {
  const { keep: _keep, slug: _slug, ...rest } = wish;
  return rest;
}

function isReachable(moment: Moment, how: How, recovery: TenantRecovery): boolean {
  return isLatest(how) || canBeHad(moment, recovery);
}

function isAskable(moment: Moment, how: How, recovery: TenantRecovery): boolean {
  // Of a new tenant all is said without asking; a lost server needs the one to go to.
  return (
    how.mode !== "new-tenant" &&
    isReachable(moment, how, recovery) &&
    (how.mode !== "lost-server" || how.server !== null)
  );
}
