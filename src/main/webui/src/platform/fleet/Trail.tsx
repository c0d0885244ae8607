import { Breadcrumb } from "antd";
import { Link } from "react-router";

/** Where one came from, above a page's title. */
export function Trail({ to, label, here }: { to: string; label: string; here: string }) {
  return (
    <Breadcrumb
      style={{ marginBottom: 8 }}
      items={[{ title: <Link to={to}>{label}</Link> }, { title: <bdi>{here}</bdi> }]}
    />
  );
}
