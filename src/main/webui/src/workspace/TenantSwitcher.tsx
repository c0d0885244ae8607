import { CheckOutlined, DownOutlined } from "@ant-design/icons";
import { Button, Flex, Input, Popover, Tag, Typography } from "antd";
import { useState } from "react";
import type { TenantOfMine } from "@/api/schema";
import { useRoleName } from "./roles";
import { texts } from "./texts";

/** From so many tenants on there is a field to search them by. */
const MANY = 7;
const STATES = [
  "active",
  "suspended",
  "maintenance",
  "provisioning",
  "migrating",
  "deleting",
  "deleted",
] as const;
const COLOURS: Readonly<Record<string, string>> = {
  active: "success",
  suspended: "warning",
  maintenance: "processing",
};

export function TenantState({ state }: { state: string }) {
  const t = texts.use();
  const known = STATES.find((each) => each === state) ?? "closed";
  return <Tag color={COLOURS[state] ?? "default"}>{t(`state_${known}`)}</Tag>;
}

interface TenantSwitcherProps {
  /** Those that one belongs to. */
  tenants: readonly TenantOfMine[];
  /** The slug of the one that one works in, or null. */
  current: string | null;
  /** What it is called meanwhile. */
  name: string;
  onChoose: (tenant: TenantOfMine) => void;
}

/**
 * Shows in which tenant one works, and lets one choose another. It changes nothing by itself: what
 * follows of a choice is its user's, see InPlace.
 */
export function TenantSwitcher({ tenants, current, name, onChoose }: TenantSwitcherProps) {
  const t = texts.use();
  const roleName = useRoleName();
  const [open, setOpen] = useState(false);
  const [wish, setWish] = useState("");
  const wished = wish.trim().toLowerCase();
  const found = tenants.filter(
    ({ slug, name: called }) => called.toLowerCase().includes(wished) || slug.includes(wished),
  );

  const list = (
    <Flex vertical gap={4} className="tenant-list">
      {tenants.length >= MANY && (
        <Input.Search
          allowClear
          autoFocus
          aria-label={t("searchTenant")}
          placeholder={t("searchTenant")}
          value={wish}
          onChange={(event) => setWish(event.target.value)}
        />
      )}
      {found.length === 0 && <Typography.Text type="secondary">{t("noTenant")}</Typography.Text>}
      <ul aria-label={t("tenant")}>
        {found.map((tenant) => (
          <li key={tenant.id}>
            <button
              type="button"
              className="tenant-choice"
              aria-current={tenant.slug === current}
              onClick={() => {
                setOpen(false);
                setWish("");
                onChoose(tenant);
              }}
            >
              <span className="tenant-name">
                <bdi>{tenant.name}</bdi>
                <Typography.Text type="secondary">
                  {tenant.slug} · {tenant.roles.map((role) => roleName(role)).join(", ")}
                </Typography.Text>
              </span>
              {tenant.state !== "active" && <TenantState state={tenant.state} />}
              {tenant.slug === current && <CheckOutlined aria-hidden />}
            </button>
          </li>
        ))}
      </ul>
    </Flex>
  );

  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      content={list}
    >
      <Button
        className="tenant-switcher"
        aria-label={t("switchTenant", { name })}
        aria-expanded={open}
        aria-haspopup="true"
      >
        <bdi className="ellipsis">{name}</bdi>
        <DownOutlined aria-hidden />
      </Button>
    </Popover>
  );
}
