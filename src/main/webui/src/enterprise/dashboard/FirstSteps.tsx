import { CheckCircleFilled } from "@ant-design/icons";
import { Typography } from "antd";
import { useMay } from "@/session/me";
import { LinkButton } from "../people/LinkButton";
import { useAnyDepartment, useHeadcount, useLatestDesigns, useOpenInvitations } from "./dashboard";
import { Part } from "./Part";
import { texts } from "./texts";

/** What makes a fresh organisation ready to work; gone once it is, or for whoever may do none of it. */
export function FirstSteps() {
  const t = texts.use();
  const may = useMay();
  const designs = useLatestDesigns(may("design:read"));
  const headcount = useHeadcount(may("member:read"));
  const invitations = useOpenInvitations(may("invitation:read"));
  const noDesign = designs.data?.length === 0;
  const alone =
    headcount.data !== undefined &&
    invitations.data !== undefined &&
    headcount.data.count <= 1 &&
    invitations.data.count === 0;
  const fresh = noDesign || alone;
  const departments = useAnyDepartment(fresh && may("department:manage") && may("department:read"));
  const steps = [
    {
      key: "design",
      shown: may("design:create") && designs.data !== undefined,
      done: !noDesign,
      title: t("stepDesign"),
      to: "../designs",
    },
    {
      key: "invite",
      shown: may("invitation:create") && invitations.data !== undefined,
      done: !alone,
      title: t("stepInvite"),
      to: "../invitations?make=one",
    },
    {
      key: "departments",
      shown: departments.data !== undefined,
      done: departments.data === true,
      title: t("stepDepartments"),
      to: "../departments",
    },
  ].filter(({ shown }) => shown);
  if (!fresh || steps.every(({ done }) => done)) {
    return null;
  }
  return (
    <Part title={t("first")}>
      <Typography.Paragraph type="secondary">{t("firstDetail")}</Typography.Paragraph>
      <ol className="plain-list dashboard-list">
        {steps.map(({ key, done, title, to }, index) => (
          <li key={key}>
            <span className="dashboard-icon" aria-hidden>
              {done ? <CheckCircleFilled className="dashboard-done" /> : index + 1}
            </span>
            <span className="dashboard-text">
              {done ? <Typography.Text type="secondary">{title}</Typography.Text> : title}
            </span>
            {done ? (
              <Typography.Text type="secondary">{t("done")}</Typography.Text>
            ) : (
              <LinkButton to={to} aria-label={`${t("go")}: ${title}`}>
                {t("go")}
              </LinkButton>
            )}
          </li>
        ))}
      </ol>
    </Part>
  );
}
