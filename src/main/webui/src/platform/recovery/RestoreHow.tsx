import { Checkbox, Form, Input, Radio, Select, Typography } from "antd";
import * as limits from "@/api/limits";
import { isProblem } from "@/api/problem";
import type { Mode, Tenant } from "@/api/schema";
import { type Kind, useWrong, wrongWith } from "@/forms/fit";
import { SLUG_PATTERN } from "@/forms/slug";
import { useMay } from "@/session/me";
import { faultSaid } from "@/states/problems";
import { useServerNames } from "./restores";
import { restoreTexts } from "./restoreTexts";

/** How something is restored, as chosen and typed. */
export interface How {
  mode: Mode;
  /** Null for the present server, or any for a new tenant. */
  server: string | null;
  keep: boolean;
  /** Of a lost server: from the last moment that is archived, whatever moment is chosen. */
  latest: boolean;
  /** The slug, typed to confirm. */
  typed: string;
  fresh: Fresh;
}

interface Fresh {
  slug: string;
  name: string;
  email: string;
  adminName: string;
  password: string;
}

const LIMITS = {
  name: limits.NewTenant_name,
  email: limits.FirstAdministrator_email,
  adminName: limits.FirstAdministrator_name,
  password: limits.FirstAdministrator_password,
};

function kindOf(name: keyof Fresh): Kind {
  return name === "password" ? "secret" : "line";
}

/** Whether the slug has to be typed: what closes the tenant, or what nobody can undo. */
export function asksSlug({ mode, keep }: How): boolean {
  return mode === "in-place" || mode === "lost-server" || (mode === "side-by-side" && !keep);
}

/** Whether the chosen moment does not count. */
export function isLatest({ mode, latest }: How): boolean {
  return mode === "lost-server" && latest;
}

/** Whether all that is needed is there. */
export function isWhole(how: How, tenant: Tenant): boolean {
  const { fresh } = how;
  if (how.mode === "new-tenant") {
    const fits = (["name", "email", "adminName", "password"] as const).every(
      (name) => wrongWith(fresh[name], kindOf(name), LIMITS[name]) === null,
    );
    return (
      fits &&
      SLUG_PATTERN.test(fresh.slug) &&
      fresh.email.trim().includes("@") &&
      fresh.adminName.trim() !== ""
    );
  }
  return (
    (!asksSlug(how) || how.typed === tenant.slug) &&
    (how.mode !== "lost-server" || how.server !== null)
  );
}

const MODES = [
  ["side-by-side", "mode_side", "mode_sideDetail"],
  ["in-place", "mode_place", "mode_placeDetail"],
  ["new-tenant", "mode_new", "mode_newDetail"],
  ["lost-server", "mode_lost", "mode_lostDetail"],
] as const;

interface RestoreHowProps {
  tenant: Tenant;
  how: How;
  change: (how: How) => void;
  /** What the server said against it. */
  fault: unknown;
}

export function RestoreHow({ tenant, how, change, fault }: RestoreHowProps) {
  const t = restoreTexts.use();
  const may = useMay();
  const servers = useServerNames(may("server:read"));
  const isNew = how.mode === "new-tenant";
  const isLost = how.mode === "lost-server";
  return (
    <Form layout="vertical" component="div">
      <Radio.Group
        className="choice-cards"
        aria-label={t("how")}
        value={how.mode}
        onChange={(event) => change({ ...how, mode: event.target.value, server: null })}
      >
        {MODES.map(([mode, label, detail]) => (
          <Radio key={mode} value={mode}>
            <Typography.Text strong>{t(label)}</Typography.Text>
            <br />
            <Typography.Text type="secondary" style={{ fontSize: 13 }}>
              {t(detail)}
            </Typography.Text>
          </Radio>
        ))}
      </Radio.Group>
      <div style={{ marginTop: 16 }}>
        {isNew && <FreshTenant how={how} change={change} fault={fault} />}
        {may("server:read") && (
          <Form.Item
            label={t("server")}
            htmlFor="restore-server"
            {...(isLost && how.server === null ? { help: t("serverNeeded") } : {})}
          >
            <Select<string>
              id="restore-server"
              value={how.server ?? ""}
              onChange={(server) => change({ ...how, server: server === "" ? null : server })}
              options={[
                {
                  value: "",
                  label: isNew
                    ? t("serverAny")
                    : isLost
                      ? "—"
                      : t("serverStay", { server: tenant.server ?? "—" }),
                },
                ...(servers.data ?? [])
                  .filter((name) => isNew || name !== tenant.server)
                  .map((name) => ({ value: name, label: name })),
              ]}
            />
          </Form.Item>
        )}
        {isLost && (
          <Form.Item extra={t("latestHint")}>
            <Checkbox
              checked={how.latest}
              onChange={(event) => change({ ...how, latest: event.target.checked })}
            >
              {t("latest")}
            </Checkbox>
          </Form.Item>
        )}
        {!isNew && (
          <Form.Item {...(how.keep ? {} : { validateStatus: "warning", help: t("keepNot") })}>
            <Checkbox
              checked={how.keep}
              onChange={(event) => change({ ...how, keep: event.target.checked })}
            >
              {t("keep")}
            </Checkbox>
          </Form.Item>
        )}
      </div>
    </Form>
  );
}

/** The slug typed, before what closes the tenant or cannot be undone. */
export function Confirmation({ tenant, how, change }: Omit<RestoreHowProps, "fault">) {
  const t = restoreTexts.use();
  return (
    <Form layout="vertical" component="div">
      <Form.Item
        label={t("confirm", { slug: tenant.slug })}
        htmlFor="restore-confirm"
        style={{ marginBottom: 0 }}
      >
        <Input
          id="restore-confirm"
          value={how.typed}
          placeholder={tenant.slug}
          autoComplete="off"
          onChange={(event) => change({ ...how, typed: event.target.value })}
        />
      </Form.Item>
    </Form>
  );
}

function FreshTenant({ how, change, fault }: Omit<RestoreHowProps, "tenant">) {
  const t = restoreTexts.use();
  const { fresh } = how;
  const wrong = useWrong();
  const wrongOf = (name: keyof Fresh, typed: string) =>
    name === "slug" ? undefined : (wrong(typed, kindOf(name), LIMITS[name]) ?? undefined);
  const said = (pointer: string) => {
    const found = isProblem(fault)
      ? fault.faults.find((each) => each.pointer === pointer)
      : undefined;
    return found === undefined ? undefined : faultSaid(found);
  };
  const field = (
    name: keyof Fresh,
    label: string,
    pointer: string,
    more: { help?: string; type?: string; wrong?: boolean } = {},
  ) => {
    const against = wrongOf(name, fresh[name]) ?? said(pointer);
    const help = against ?? more.help;
    const isWrong = more.wrong === true || against !== undefined;
    return (
      <Form.Item
        label={label}
        htmlFor={`fresh-${name}`}
        {...(help === undefined ? {} : { help })}
        {...(isWrong ? { validateStatus: "error" as const } : {})}
      >
        <Input
          id={`fresh-${name}`}
          type={more.type ?? "text"}
          value={fresh[name]}
          dir="auto"
          autoComplete={more.type === "password" ? "new-password" : "off"}
          onChange={(event) => change({ ...how, fresh: { ...fresh, [name]: event.target.value } })}
        />
      </Form.Item>
    );
  };
  const isSlugWrong = fresh.slug !== "" && !SLUG_PATTERN.test(fresh.slug);
  return (
    <>
      {field("slug", t("slug"), "/tenant/slug", {
        wrong: isSlugWrong,
        ...(isSlugWrong ? { help: t("slugWrong") } : {}),
      })}
      {field("name", t("newName"), "/tenant/name")}
      {field("email", t("adminEmail"), "/tenant/admin/email", { type: "email" })}
      {field("adminName", t("adminName"), "/tenant/admin/name")}
      {field("password", t("adminPassword"), "/tenant/admin/password", {
        type: "password",
        help: t("adminPasswordHint"),
      })}
    </>
  );
}
