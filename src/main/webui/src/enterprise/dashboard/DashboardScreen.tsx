import "./dashboard.css";
import { useMay, useMe } from "@/session/me";
import { Page } from "@/workspace/Page";
import { useRoleName } from "@/workspace/roles";
import { Awaiting } from "./Awaiting";
import { FirstSteps } from "./FirstSteps";
import { LatestDesigns } from "./LatestDesigns";
import { LatestEntries } from "./LatestEntries";
import { People } from "./People";
import { texts } from "./texts";

/** Where one arrives: what awaits one, and what is new. */
export default function DashboardScreen() {
  const t = texts.use();
  const may = useMay();
  const { data: me } = useMe();
  const roleName = useRoleName();
  const role = (me?.tenant?.roles ?? me?.roles)?.[0];
  return (
    <Page
      title={t(timeOfDay(new Date().getHours()), { name: me?.name ?? "" })}
      lead={
        <>
          <bdi>{me?.tenant?.name}</bdi>
          {role !== undefined && ` · ${roleName(role)}`}
        </>
      }
    >
      <div className="dashboard">
        <div className="dashboard-main">
          <FirstSteps />
          <Awaiting />
          {may("design:read") && <LatestDesigns />}
        </div>
        {(may("member:read") || may("audit:read")) && (
          <div className="dashboard-side">
            {may("member:read") && <People />}
            {may("audit:read") && <LatestEntries />}
          </div>
        )}
      </div>
    </Page>
  );
}

function timeOfDay(hour: number): "morning" | "afternoon" | "evening" {
  if (hour >= 5 && hour < 12) {
    return "morning";
  }
  return hour >= 12 && hour < 18 ? "afternoon" : "evening";
}
