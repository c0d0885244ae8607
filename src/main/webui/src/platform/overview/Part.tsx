import { Card } from "antd";
import type { PropsWithChildren } from "react";
import { Link } from "react-router";

interface PartProps {
  title: string;
  /** Where all of it is. */
  to: string;
  all: string;
}

/** A part of the overview, which leads to its list. */
export function Part({ title, to, all, children }: PropsWithChildren<PartProps>) {
  return (
    <Card
      title={<h2 style={{ font: "inherit", margin: 0 }}>{title}</h2>}
      extra={<Link to={to}>{all}</Link>}
      styles={{ body: { display: "flex", flexDirection: "column", gap: 12 } }}
    >
      {children}
    </Card>
  );
}
