import { Button, Flex, Result } from "antd";
import { type ComponentProps, useEffect, useState } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { session } from "@/session/session";
import { tenantOfTab } from "@/session/tab";
import { Waiting } from "@/states/States";
import { OutsidePlace } from "@/workspace/Place";
import { texts } from "./texts";

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
    <Result
      status="info"
      title={t("confinedTitle", { tenant })}
      subTitle={t("confinedDetail")}
      extra={
        <Flex wrap gap="small" justify="center">
          <Link to={`/t/${tenant}`}>
            <Button type="primary">{t("confinedBack", { tenant })}</Button>
          </Link>
          <Button onClick={() => void navigate(`/sign-in?next=${encodeURIComponent(pathname)}`)}>
            {t("confinedSignIn")}
          </Button>
        </Flex>
      }
    />
  );
}
