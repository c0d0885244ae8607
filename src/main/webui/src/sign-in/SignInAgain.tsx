import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Modal } from "antd";
import { useState } from "react";
import type { Me, SignedIn } from "@/api/schema";
import { ME } from "@/session/queries";
import { type Place, session } from "@/session/session";
import { Failure } from "@/states/Failure";
import { texts } from "@/workspace/texts";
import { SignInForm } from "./SignInForm";

/**
 * Asks somebody to sign in again whose session is over, above what they were at. Whatever waits for a
 * token goes on afterwards; nobody else goes on with it.
 */
export function SignInAgain({ place }: { place: Place }) {
  const t = texts.use();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [other, setOther] = useState(false);
  const me = queries.getQueryData<Me>(ME);

  async function goOn(signedIn: SignedIn, email: string): Promise<void> {
    if (me !== undefined && me.email.toLowerCase() !== email.toLowerCase()) {
      setOther(true);
      return;
    }
    try {
      await session.goOn(place, signedIn);
      await queries.invalidateQueries();
    } catch (failure) {
      setError(failure);
    }
  }

  return (
    <Modal open footer={null} closable={false} keyboard={false} title={t("endedTitle")}>
      <p>{t("endedDetail")}</p>
      {other && <Alert type="error" title={t("otherPerson")} />}
      <Failure error={error} />
      <SignInForm
        {...(me === undefined ? {} : { email: me.email })}
        done={(signedIn, email) => void goOn(signedIn, email)}
      />
      <Button type="link" block onClick={() => session.forget()}>
        {t("leave")}
      </Button>
    </Modal>
  );
}
