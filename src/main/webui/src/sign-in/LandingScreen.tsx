import { useQuery } from "@tanstack/react-query";
import { Button, Flex } from "antd";
import { useEffect, useState } from "react";
import { Navigate, useNavigate } from "react-router";
import { body, open } from "@/api/client";
import { session } from "@/session/session";
import { tenantOfTab } from "@/session/tab";
import { Waiting } from "@/states/States";
import { BeforeSignIn, Front } from "@/workspace/Front";
import { texts } from "./texts";

/** The start: on to one's work, or what this is and how to begin. */
export default function LandingScreen() {
  const [known, setKnown] = useState<boolean | null>(null);
  useEffect(() => {
    session.open(tenantOfTab()).then(setKnown, () => setKnown(false));
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
  return (
    <Front title={t("landingTitle")} lead={t("landingLead")}>
      <Flex vertical gap="small">
        {offered && (
          <Button type="primary" size="large" onClick={() => void navigate("/onboarding")}>
            {t("landingStart")}
          </Button>
        )}
        <Button
          size="large"
          type={offered ? "default" : "primary"}
          onClick={() => void navigate("/sign-in")}
        >
          {t("signIn")}
        </Button>
      </Flex>
    </Front>
  );
}
