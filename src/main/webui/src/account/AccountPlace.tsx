import { Button, Flex } from "antd";
import { type ComponentProps, useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { session } from "@/session/session";
import { tenantOfTab } from "@/session/tab";
import { Waiting } from "@/states/WholeScreen";
import { defineTexts } from "@/texts/texts";
import { Front } from "@/workspace/Front";
import { OutsidePlace } from "@/workspace/Place";

// Apart from the others, which come with the screens.
const texts = defineTexts(
  "account-place",
  {
    confinedTitle: "You are signed in for {{tenant}} alone",
    confinedDetail:
      "A session that came by an organisation’s sign-on does not reach your account: password and second factor are your provider’s. Whoever has a password here can sign in with it.",
    confinedBack: "Back to {{tenant}}",
    confinedSignIn: "Sign in with a password",
  },
  {
    confinedTitle: "您的登录仅对 {{tenant}} 有效",
    confinedDetail:
      "通过组织的单点登录建立的会话无法访问您的账户：密码和第二重验证由您的身份提供方管理。如果您在此处有密码，可用它登录。",
    confinedBack: "返回 {{tenant}}",
    confinedSignIn: "使用密码登录",
  },
);

/**
 * One's account. Whoever works in a tenant by its sign-on has a session for that tenant alone: they
 * are told so, instead of being asked for a password that they may not have.
 */
export function AccountPlace(props: Omit<ComponentProps<typeof OutsidePlace>, "root">) {
  const [reached, setReached] = useState<boolean | null>(null);
  const [tenant] = useState(tenantOfTab);
  useEffect(() => {
    let current = true;
    const say = (is: boolean) => current && setReached(is);
    // What goes wrong otherwise is shown by the place, which tries again.
    session.open(null).then(say, () => say(true));
    return () => {
      current = false;
    };
  }, []);
  if (reached === null) {
    return <Waiting />;
  }
  return reached || tenant === null ? (
    <OutsidePlace root="/account" {...props} />
  ) : (
    <Confined tenant={tenant} />
  );
}

function Confined({ tenant }: { tenant: string }) {
  const t = texts.use();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  return (
    <Front title={t("confinedTitle", { tenant })} lead={t("confinedDetail")}>
      <Flex wrap gap="small">
        <Button type="primary" onClick={() => void navigate(`/t/${tenant}`)}>
          {t("confinedBack", { tenant })}
        </Button>
        <Button onClick={() => void navigate(`/sign-in?next=${encodeURIComponent(pathname)}`)}>
          {t("confinedSignIn")}
        </Button>
      </Flex>
    </Front>
  );
}
