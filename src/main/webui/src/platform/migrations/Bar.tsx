import type { Migration } from "@/api/schema";
import { countOf, countOfAll, TARGET_STATES } from "./migrations";
import { texts } from "./texts";
import "./migrations.css";

/** How many of a migration's databases are in which state, drawn. */
export function Bar({ of: migration }: { of: Migration }) {
  const t = texts.use();
  const all = countOfAll(migration);
  const parts = TARGET_STATES.map((state) => ({ state, count: countOf(migration, state) }));
  const said = parts
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${t(`target_${state}`)}: ${count}`)
    .join(", ");
  return (
    <div
      className="migration-bar"
      role="progressbar"
      aria-label={t("progress")}
      aria-valuemin={0}
      aria-valuemax={all}
      aria-valuenow={countOf(migration, "succeeded")}
      aria-valuetext={said}
    >
      {parts.map(({ state, count }) => (
        <span key={state} className={state} style={{ flexGrow: count }} />
      ))}
    </div>
  );
}
