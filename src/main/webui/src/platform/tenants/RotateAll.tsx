import { App, Button } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { RotationTally } from "@/api/schema";
import { Question } from "@/forms/Question";
import { useRotatingAll } from "./tenants";
import { texts } from "./texts";

/** Where the credentials of all tenants are rotated at once. */
export function RotateAll() {
  const t = texts.use();
  const navigate = useNavigate();
  const { notification } = App.useApp();
  const [asking, setAsking] = useState(false);
  const rotating = useRotatingAll(tell);

  function tell({ asked, busy }: RotationTally): void {
    setAsking(false);
    notification.info({
      key: "rotating-all",
      duration: 0,
      title: t("rotatingAll", { count: asked }),
      description: busy > 0 ? t("rotatingBusy", { count: busy }) : undefined,
      actions: (
        <Button
          type="primary"
          size="small"
          onClick={() => {
            notification.destroy("rotating-all");
            void navigate("/platform/operations?kind=tenant.rotate-credentials");
          }}
        >
          {t("rotatingShow")}
        </Button>
      ),
    });
  }

  return (
    <>
      <Button onClick={() => setAsking(true)}>{t("rotateAll")}</Button>
      {asking && (
        <Question
          title={t("rotateAllTitle")}
          label={t("rotateAll")}
          action={rotating}
          close={() => setAsking(false)}
        >
          {t("rotateAllDetail")}
        </Question>
      )}
    </>
  );
}
