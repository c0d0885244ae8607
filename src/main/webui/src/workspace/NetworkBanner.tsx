import { onlineManager, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useSyncExternalStore } from "react";
import { ConnectionError } from "@/api/problem";
import { texts } from "./texts";

/** Says that the server cannot be reached, for as long as that is so. */
export function NetworkBanner() {
  const t = texts.use();
  const queries = useQueryClient();
  const online = useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  );
  const cache = queries.getQueryCache();
  const unreached = useSyncExternalStore(
    (listener) => cache.subscribe(listener),
    () =>
      cache
        .getAll()
        .some(
          (query) =>
            query.getObserversCount() > 0 &&
            (query.state.error instanceof ConnectionError ||
              query.state.fetchFailureReason instanceof ConnectionError),
        ),
  );
  if (online && !unreached) {
    return null;
  }
  return (
    <Alert
      banner
      type="warning"
      role="status"
      title={t("lost")}
      action={
        <Button size="small" onClick={() => void queries.refetchQueries({ type: "active" })}>
          {t("again")}
        </Button>
      }
    />
  );
}
