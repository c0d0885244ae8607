import type { ComponentType } from "react";
import { useMe } from "@/session/me";
import { Failure } from "@/states/Failure";
import { Forbidden, Loading } from "@/states/States";

/** A screen for whoever has a permission; anybody else is told so, by name. */
export function guarded(Screen: ComponentType, permission: string | null): ComponentType {
  return function Guarded() {
    const { data: me, error, refetch } = useMe();
    if (permission === null) {
      return <Screen />;
    }
    if (me === undefined) {
      return error === null ? <Loading /> : <Failure error={error} again={() => void refetch()} />;
    }
    return me.permissions.includes(permission) ? <Screen /> : <Forbidden permission={permission} />;
  };
}
