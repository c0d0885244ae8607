import { type ComponentType, lazy, Suspense, useSyncExternalStore } from "react";
import { spoken } from "./say";

// What cannot be loaded stays unsaid, and takes no screen with it.
const Spoken = lazy<ComponentType>(() => import("./Spoken").catch(() => ({ default: () => null })));

/** Where what is said in passing is shown. */
export function Messages() {
  const needed = useSyncExternalStore(spoken.subscribe, spoken.now);
  return needed ? (
    <Suspense fallback={null}>
      <Spoken />
    </Suspense>
  ) : null;
}
