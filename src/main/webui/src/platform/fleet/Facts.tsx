import "./facts.css";
import type { ReactNode } from "react";

interface FactsProps {
  /** What each is called, and what it is; what is null is not there. */
  of: readonly (readonly [label: string, value: ReactNode] | null)[];
}

/** What there is to say of something, as names and values. */
export function Facts({ of }: FactsProps) {
  return (
    <dl className="facts">
      {of.map(
        (fact) =>
          fact !== null && (
            <div key={fact[0]}>
              <dt>{fact[0]}</dt>
              <dd>{fact[1]}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
