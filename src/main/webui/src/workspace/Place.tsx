import { Navigate, useParams } from "react-router";
import { may, useMe } from "@/session/me";
import type { Place as PlaceName } from "@/session/session";
import { Failure } from "@/states/Failure";
import { NotFound, Waiting } from "@/states/WholeScreen";
import { InPlace } from "./InPlace";
import { Shell } from "./Shell";
import type { Groups, Screen } from "./screens";

interface PlaceProps {
  screens: readonly Screen[];
  groups: Groups;
}

/** A tenant's screens, at `/t/{slug}`. */
export function TenantPlace(props: PlaceProps) {
  const { slug = "" } = useParams();
  return (
    <InPlace key={slug} place={slug}>
      <Shell place={slug} root={`/t/${slug}`} {...props} />
    </InPlace>
  );
}

/** Screens outside of all tenants. */
export function OutsidePlace({ root, ...props }: PlaceProps & { root: string }) {
  const outside: PlaceName = null;
  return (
    <InPlace key="" place={outside}>
      <Shell place={outside} root={root} {...props} />
    </InPlace>
  );
}

/** Where one arrives: at the first screen that one may see. */
export function Arrival({ screens }: { screens: readonly Screen[] }) {
  const me = useMe();
  if (me.data === undefined) {
    return me.error === null ? (
      <Waiting />
    ) : (
      <Failure error={me.error} again={() => void me.refetch()} />
    );
  }
  const first = screens.find(
    ({ menu, permission }) =>
      menu !== undefined && (permission === null || may(me.data, permission)),
  );
  return first === undefined ? <NotFound /> : <Navigate replace to={first.path} />;
}
