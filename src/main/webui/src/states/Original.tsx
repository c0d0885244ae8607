import type { ProblemError } from "@/api/problem";
import type { Fault } from "@/api/schema";
import "./original.css";
import { useWords } from "./problems";
import { texts } from "./texts";

/**
 * What the server said itself, where the screen says it in another language: it names the values that
 * the failure is about, and whom to ask for by which number.
 */
export function Original({ error }: { error: ProblemError }) {
  const t = texts.use();
  const words = useWords();
  const { problem, faults } = error;
  const needed = words !== null && faults.some((fault) => words.fault(fault) === undefined);
  return (
    <details className="original secondary small" open={needed}>
      <summary>{t("original")}</summary>
      <div lang="en">
        <p>{problem.detail}</p>
        {problem.remedy && <p>{problem.remedy}</p>}
        {faults.length > 0 && (
          <ul>
            {faults.slice(0, 200).map((fault, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
              <li key={index}>
                {[place(fault), fault.code, fault.detail, fault.remedy]
                  .filter((each) => each != null)
                  .join(" · ")}
              </li>
            ))}
          </ul>
        )}
      </div>
      <p>
        {t("code")} <code>{problem.code}</code>
        {problem.requestId != null && (
          <>
            {" · "}
            {t("request")} <code>{problem.requestId}</code>
          </>
        )}
      </p>
    </details>
  );
}

function place({ pointer, parameter, line }: Fault): string | number | null | undefined {
  return pointer ?? parameter ?? line;
}
