import { CloudServerOutlined, HistoryOutlined, LockOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Flex } from "antd";
import { useEffect, useState } from "react";
import { Navigate, useNavigate } from "react-router";
import { body, open } from "@/api/client";
import { tenantOfTab } from "@/session/tab";
import { openPlace } from "@/session/visit";
import { Waiting } from "@/states/WholeScreen";
import { Brand } from "@/workspace/Brand";
import { BeforeSignIn } from "@/workspace/Front";
import { AppearanceChoice, LanguageChoice } from "@/workspace/Preferences";
import { texts } from "./texts";

/** The start: on to one's work, or what this is and how to begin. */
export default function LandingScreen() {
  const [known, setKnown] = useState<boolean | null>(null);
  useEffect(() => {
    openPlace(tenantOfTab()).then(setKnown, () => setKnown(false));
  }, []);
  if (known === null) {
    return <Waiting />;
  }
  if (known) {
    const tenant = tenantOfTab();
    return <Navigate replace to={tenant === null ? "/choose" : `/t/${tenant}`} />;
  }
  return (
    <BeforeSignIn>
      <Landing />
    </BeforeSignIn>
  );
}

function Landing() {
  const t = texts.use();
  const navigate = useNavigate();
  const offer = useQuery({
    queryKey: ["onboarding"],
    queryFn: () => body(open.GET("/api/v1/onboarding")),
  });
  const offered = offer.data !== undefined && offer.data.mode !== "off";
  useEffect(() => {
    document.title = "Tenantry";
  }, []);
  const promises = [
    { icon: <CloudServerOutlined />, title: t("ownTitle"), detail: t("ownDetail") },
    { icon: <HistoryOutlined />, title: t("backTitle"), detail: t("backDetail") },
    { icon: <LockOutlined />, title: t("closedTitle"), detail: t("closedDetail") },
  ];
  return (
    <div className="front landing">
      <header className="front-head">
        <Brand />
        <span className="grow" />
        <LanguageChoice />
        <AppearanceChoice />
        <Button type="text" onClick={() => void navigate("/sign-in")}>
          {t("signIn")}
        </Button>
      </header>
      <main className="landing-body">
        <h1 className="landing-title">{t("title")}</h1>
        <p className="landing-lead">{t("lead")}</p>
        <Flex wrap gap="middle" justify="center">
          {offered && (
            <Button type="primary" size="large" onClick={() => void navigate("/onboarding")}>
              {t("start")}
            </Button>
          )}
          <Button
            size="large"
            type={offered ? "default" : "primary"}
            onClick={() => void navigate("/sign-in")}
          >
            {t("signInThere")}
          </Button>
        </Flex>
        <ul className="landing-promises">
          {promises.map(({ icon, title, detail }) => (
            <li key={title}>
              <span className="landing-icon" aria-hidden>
                {icon}
              </span>
              <h2>{title}</h2>
              <p>{detail}</p>
            </li>
          ))}
        </ul>
      </main>
    </div>
  );
}
