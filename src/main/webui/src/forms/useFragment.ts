import { useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";

/**
 * What stood behind the `#` of the address, as mails and sign-ons write it (`#token=…`). It is a
 * secret: it is taken out of the address bar and of the browser's history as soon as it is read.
 */
export function useFragment(): URLSearchParams {
  const { hash, pathname, search } = useLocation();
  const navigate = useNavigate();
  const [read, setRead] = useState(() => parsed(hash));
  useEffect(() => {
    if (hash.length > 1) {
      setRead(parsed(hash));
      void navigate({ pathname, search, hash: "" }, { replace: true });
    }
  }, [hash, pathname, search, navigate]);
  return read;
}

function parsed(hash: string): URLSearchParams {
  return new URLSearchParams(hash.replace(/^#/, ""));
}
