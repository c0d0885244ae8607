import { Card } from "antd";
import { type PropsWithChildren, useId } from "react";
import { Link } from "react-router";

interface PartProps {
  title: string;
  /** Where all of it is. */
  all?: { to: string; label: string };
}

/** A part of the dashboard. */
export function Part({ title, all, children }: PropsWithChildren<PartProps>) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <Card
        title={
          <h2 id={heading} className="card-title">
            {title}
          </h2>
        }
        extra={all !== undefined && <Link to={all.to}>{all.label}</Link>}
      >
        {children}
      </Card>
    </section>
  );
}
