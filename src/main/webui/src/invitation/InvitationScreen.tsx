import { useQuery } from "@tanstack/react-query";
import { Button, Descriptions, Flex, Form, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { body, open } from "@/api/client";
import * as limits from "@/api/limits";
import type { InvitationLook, InvitationTicket } from "@/api/schema";
import { useFit } from "@/forms/fit";
import { useFragment } from "@/forms/useFragment";
import { Loading } from "@/states/States";
import { useFormats } from "@/texts/format";
import { BeforeSignIn, Front } from "@/workspace/Front";
import { useRoleName } from "@/workspace/roles";
import { Joining } from "./Joining";
import { LinkFailure } from "./LinkFailure";
import { texts } from "./texts";

/** For whoever is invited: by the link of a mail, or by a code that they type. */
export default function InvitationScreen() {
  const token = useFragment().get("token");
  const [code, setCode] = useState<string | null>(null);
  const ticket = code !== null ? { code } : token !== null ? { token } : null;
  return (
    <BeforeSignIn>
      {ticket === null ? (
        <CodeEntry done={setCode} />
      ) : (
        <Looking key={JSON.stringify(ticket)} ticket={ticket} other={setCode} />
      )}
    </BeforeSignIn>
  );
}

function CodeEntry({ done }: { done: (code: string) => void }) {
  const t = texts.use();
  const fit = useFit();
  return (
    <Front
      title={t("codeTitle")}
      lead={t("codeLead")}
      foot={
        <p>
          <Link to="/join">{t("toJoin")}</Link>
          {" · "}
          <Link to="/sign-in">{t("signIn")}</Link>
        </p>
      }
    >
      <Form<{ code: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ code }) => done(code.trim())}
      >
        <Form.Item
          name="code"
          label={t("code")}
          normalize={(typed: string) => typed.toUpperCase()}
          rules={fit.line(limits.InvitationTicket_code, t("codeNeeded"))}
        >
          <Input autoFocus autoComplete="off" placeholder="7KQM-2XWD-9HVT" />
        </Form.Item>
        <Button block type="primary" htmlType="submit">
          {t("proceed")}
        </Button>
      </Form>
    </Front>
  );
}

interface LookingProps {
  ticket: InvitationTicket;
  /** Looks at another code. */
  other: (code: string) => void;
}

function Looking({ ticket, other }: LookingProps) {
  const t = texts.use();
  const [typing, setTyping] = useState(false);
  const look = useQuery({
    queryKey: ["invitation", ticket],
    retry: false,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => body(open.POST("/api/v1/invitations/look", { body: ticket, signal })),
  });
  if (typing) {
    return <CodeEntry done={other} />;
  }
  if (look.data !== undefined) {
    return <Invited look={look.data} ticket={ticket} />;
  }
  return (
    <Front title={t("title")}>
      {look.error === null ? (
        <Loading rows={3} />
      ) : (
        <Flex vertical gap="middle">
          <LinkFailure error={look.error} again={() => void look.refetch()} />
          <Button onClick={() => setTyping(true)}>{t("otherCode")}</Button>
          <Link to="/sign-in">{t("signIn")}</Link>
        </Flex>
      )}
    </Front>
  );
}

function Invited({ look, ticket }: { look: InvitationLook; ticket: InvitationTicket }) {
  const t = texts.use();
  const { time } = useFormats();
  const roleName = useRoleName();
  const { organisation, role, roleName: called, departmentName, email, expiresAt, kind } = look;
  return (
    <Front title={t("joinTitle", { organisation })} lead={t("joinLead")}>
      <Descriptions
        size="small"
        column={1}
        style={{ marginBottom: 12 }}
        items={[
          { key: "role", label: t("role"), children: <bdi>{roleName(role, called)}</bdi> },
          ...(departmentName === undefined
            ? []
            : [
                {
                  key: "department",
                  label: t("department"),
                  children: <bdi>{departmentName}</bdi>,
                },
              ]),
          { key: "until", label: t("until"), children: time(expiresAt) },
        ]}
      />
      <Joining
        masked={email}
        byMail={kind === "code"}
        send={(client, given) =>
          body(
            client.POST("/api/v1/invitations/accept", {
              body: {
                ...ticket,
                // By a link the address is known: only codes are for any.
                ...(kind === "code" && given !== null ? { email: given.email } : {}),
                ...(given?.name === undefined ? {} : { name: given.name }),
                ...(given?.password === undefined ? {} : { password: given.password }),
              },
            }),
          )
        }
      />
    </Front>
  );
}
