import { QueryClientProvider } from "@tanstack/react-query";
import { Card, Typography } from "antd";
import { type PropsWithChildren, type ReactNode, useEffect, useRef, useState } from "react";
import { newQueries } from "@/session/queries";
import { Boundary } from "@/states/States";
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
        <Card className={wide ? "front-card wide" : "front-card"}>
          {above}
          <Typography.Title
            level={1}
            ref={heading}
            tabIndex={-1}
            className="page-title"
            {...(lead === undefined ? { style: { marginBottom: 16 } } : {})}
          >
            {title}
          </Typography.Title>
          {lead !== undefined && (
            <Typography.Paragraph type="secondary">{lead}</Typography.Paragraph>
          )}
          <Boundary>{children}</Boundary>
          {foot}
        </Card>
      </main>
    </div>
  );
}

/** A memory of queries for what is asked before anybody is known. */
export function BeforeSignIn({ children }: PropsWithChildren) {
  const [queries] = useState(newQueries);
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
}
