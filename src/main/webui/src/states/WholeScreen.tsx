import { Button } from "antd";
import { Component, type ErrorInfo, type PropsWithChildren, type ReactNode } from "react";
import { Link } from "react-router";
import { Notice } from "./Notice";
import { texts } from "./texts";

/** While the whole screen waits. */
export function Waiting({ what }: { what?: string }) {
  const t = texts.use();
  return (
    <div className="waiting">
      <div role="status" aria-label={what ?? t("loading")} className="spinner" />
      {what !== undefined && <span>{what}</span>}
    </div>
  );
}

export function NotFound() {
  const t = texts.use();
  return (
    <Notice
      status="info"
      title={t("notFoundTitle")}
      detail={t("notFoundDetail")}
      action={<Link to="/">{t("home")}</Link>}
    />
  );
}

/** Keeps what breaks while it is drawn from taking the rest of the screen with it. */
export class Boundary extends Component<PropsWithChildren, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    globalThis.reportError?.(new Error(`${error.message}${info.componentStack ?? ""}`));
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

export function Broken() {
  const t = texts.use();
  return (
    <Notice
      status="error"
      level={2}
      title={t("brokenTitle")}
      detail={t("brokenDetail")}
      action={
        <Button type="primary" onClick={() => globalThis.location.reload()}>
          {t("reload")}
        </Button>
      }
    />
  );
}
