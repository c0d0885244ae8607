import { QueryClientProvider } from "@tanstack/react-query";
import { type PropsWithChildren, type ReactNode, useEffect, useRef, useState } from "react";
import { newQueries } from "@/session/queries";
import { Boundary } from "@/states/WholeScreen";
import { Brand } from "./Brand";
import { AppearanceChoice, LanguageChoice } from "./Preferences";

interface FrontProps {
  title: string;
  lead?: ReactNode;
  /** Above the title: how far one is, say. */
  above?: ReactNode;
  wide?: boolean;
  foot?: ReactNode;
}

/** The frame of screens that one sees before one is in a place: a card in the middle. */
export function Front({
  title,
  lead,
  above,
  wide = false,
  foot,
  children,
}: PropsWithChildren<FrontProps>) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Tenantry`;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <div className="front">
      <header className="front-head">
        <Brand />
        <span className="grow" />
        <LanguageChoice />
        <AppearanceChoice />
      </header>
      <main className="front-body">
        <div className={wide ? "front-card wide" : "front-card"}>
          {above}
          <h1 ref={heading} tabIndex={-1} className="page-title">
            {title}
          </h1>
          {lead !== undefined && <p className="lead">{lead}</p>}
          <Boundary>{children}</Boundary>
          {foot}
        </div>
      </main>
    </div>
  );
}

/** A memory of queries for what is asked before anybody is known. */
export function BeforeSignIn({ children }: PropsWithChildren) {
  const [queries] = useState(newQueries);
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
}
