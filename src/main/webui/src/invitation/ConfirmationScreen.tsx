import { body } from "@/api/client";
import { useFragment } from "@/forms/useFragment";
import { BeforeSignIn, Front } from "@/workspace/Front";
import { Incomplete } from "./Incomplete";
import { Joining } from "./Joining";
import { texts } from "./texts";

/** The link of a mail that asked whether an address is somebody's who wants to join. */
export default function ConfirmationScreen() {
  const t = texts.use();
  const token = useFragment().get("token");
  if (token === null) {
    return <Incomplete />;
  }
  return (
    <BeforeSignIn>
      <Front title={t("confirmTitle")} lead={t("confirmLead")}>
        <Joining
          masked={undefined}
          byMail={false}
          send={(client, given) =>
            body(
              client.POST("/api/v1/invitations/confirm", {
                body: {
                  token,
                  ...(given?.name === undefined ? {} : { name: given.name }),
                  ...(given?.password === undefined ? {} : { password: given.password }),
                },
              }),
            )
          }
        />
      </Front>
    </BeforeSignIn>
  );
}
