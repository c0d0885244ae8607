import { LogoutOutlined, MenuOutlined, SafetyOutlined, UserOutlined } from "@ant-design/icons";
import { Alert, Avatar, Button, Drawer, Dropdown, Grid, Layout, Menu } from "antd";
import { Suspense, useState } from "react";
import { Link, Outlet, useLocation, useNavigate } from "react-router";
import type { SupportVisit } from "@/api/schema";
import { may, useMe } from "@/session/me";
import { type Place, session } from "@/session/session";
import { workIn } from "@/session/tab";
import { Loading } from "@/states/States";
import { useFormats } from "@/texts/format";
import { Brand } from "./Brand";
import { initialOf } from "./initial";
import { NetworkBanner } from "./NetworkBanner";
import { AppearanceChoice, LanguageChoice } from "./Preferences";
import type { Groups, Screen } from "./screens";
import { TenantSwitcher } from "./TenantSwitcher";
import { texts } from "./texts";

interface ShellProps {
  place: Place;
  /** The address that the place's screens lie below: `/t/acme`. */
  root: string;
  screens: readonly Screen[];
  groups: Groups;
}

/** The frame of a place's screens: where one is, who one is, what there is. */
export function Shell({ place, root, screens, groups }: ShellProps) {
  const t = texts.use();
  const wide = Grid.useBreakpoint().lg ?? true;
  const [drawn, setDrawn] = useState(false);
  const me = useMe().data;
  const menu = (
    <Navigation root={root} screens={screens} groups={groups} chosen={() => setDrawn(false)} />
  );

  return (
    <Layout className="shell">
      <a href="#content" className="skip">
        {t("skip")}
      </a>
      <Layout.Header className="shell-head">
        {!wide && (
          <Button
            type="text"
            icon={<MenuOutlined />}
            aria-label={t("open")}
            onClick={() => setDrawn(true)}
          />
        )}
        <Brand to={root} />
        <Where place={place} root={root} />
        <span className="grow" />
        <LanguageChoice />
        <AppearanceChoice />
        <Person />
      </Layout.Header>
      <NetworkBanner />
      {me?.visit != null && <GuestNotice visit={me.visit} />}
      <Layout>
        {wide ? (
          <Layout.Sider width={232} className="shell-side">
            {menu}
          </Layout.Sider>
        ) : (
          <Drawer
            placement="left"
            size={272}
            open={drawn}
            onClose={() => setDrawn(false)}
            title={t("menu")}
            styles={{ body: { padding: 8 } }}
          >
            {menu}
          </Drawer>
        )}
        <Layout.Content id="content" tabIndex={-1} className="shell-content" role="main">
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

/** Says to a guest of the platform that they are one, and leads back to where the visit is ended. */
function GuestNotice({ visit }: { visit: SupportVisit }) {
  const t = texts.use();
  const { time } = useFormats();
  const mode = t(visit.mode === "full" ? "guestFull" : "guestReadOnly");
  return (
    <Alert
      banner
      type="info"
      title={t("guest", { until: time(visit.expiresAt), mode })}
      action={
        <Link to={`/platform/tenants/${visit.tenant}?tab=support`}>
          <Button size="small">{t("guestLeave")}</Button>
        </Link>
      }
    />
  );
}

interface NavigationProps {
  root: string;
  screens: readonly Screen[];
  groups: Groups;
  chosen: () => void;
}

function Navigation({ root, screens, groups, chosen }: NavigationProps) {
  const t = texts.use();
  const me = useMe().data;
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const here = pathname.slice(root.length + 1);
  const shown = screens.filter(
    ({ menu, permission }) => menu !== undefined && (permission === null || may(me, permission)),
  );
  const items = Object.entries(groups)
    .map(([group, label]) => ({
      key: group,
      type: "group" as const,
      label: label(),
      children: shown.flatMap(({ path, menu }) =>
        menu?.group === group
          ? [
              {
                key: path,
                label: <Link to={`${root}/${path}`}>{menu.label()}</Link>,
                icon: menu.icon,
              },
            ]
          : [],
      ),
    }))
    .filter(({ children }) => children.length > 0);
  const selected = shown
    .map(({ path }) => path)
    .filter((path) => here === path || here.startsWith(`${path}/`))
    .toSorted((one, other) => other.length - one.length)
    .slice(0, 1);

  return (
    <nav aria-label={t("menu")}>
      <Menu
        mode="inline"
        items={items}
        selectedKeys={selected}
        onClick={({ key, domEvent }) => {
          chosen();
          // A click is the link's, which can be opened in a tab of its own; keys are the menu's.
          if (domEvent.type === "keydown") {
            void navigate(`${root}/${key}`);
          }
        }}
      />
    </nav>
  );
}

/** The switcher in a tenant; outside, what is there instead of one. */
function Where({ place, root }: { place: Place; root: string }) {
  const t = texts.use();
  const navigate = useNavigate();
  const me = useMe().data;
  const tenants = me?.tenants ?? [];
  const outside = t(root === "/account" ? "account" : "platform");
  if (place === null && tenants.length === 0) {
    return <strong>{outside}</strong>;
  }
  return (
    <TenantSwitcher
      tenants={tenants}
      current={place}
      name={place === null ? outside : (me?.tenant?.name ?? place)}
      onChoose={({ slug }) => {
        if (slug !== place) {
          // The switch has been asked for: it is not asked about again.
          workIn(slug);
          void navigate(`/t/${slug}`);
        }
      }}
    />
  );
}

function Person() {
  const t = texts.use();
  const navigate = useNavigate();
  const me = useMe().data;
  const onPlatform = me?.roles.some((role) => role.startsWith("platform_")) ?? false;
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "who", label: <bdi>{me?.email}</bdi>, disabled: true },
          { type: "divider" },
          { key: "/account", label: t("account"), icon: <UserOutlined /> },
          ...(onPlatform
            ? [{ key: "/platform", label: t("platform"), icon: <SafetyOutlined /> }]
            : []),
          { key: "out", label: t("signOut"), icon: <LogoutOutlined /> },
        ],
        onClick: ({ key }) => {
          if (key === "out") {
            void session.signOut().catch(() => undefined);
          } else {
            void navigate(key);
          }
        },
      }}
    >
      <Button type="text" className="person" aria-label={`${t("account")}: ${me?.name ?? ""}`}>
        <Avatar size={26}>{initialOf(me?.name ?? "")}</Avatar>
      </Button>
    </Dropdown>
  );
}
