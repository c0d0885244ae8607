import type { Tenant } from "@/api/schema";
import { STATES_THERE } from "../fleet/states";

/** Whether anything of a tenant is there beside what is told of it. */
export function isThere({ state }: Tenant): boolean {
  return STATES_THERE.includes(state);
}

export function tagsOf({ tags }: Tenant): string[] {
  return Object.entries(tags).map(([name, value]) => `${name}=${value}`);
}

/** Whether it is a name and a value, as tags are. */
export function isTag(text: string): boolean {
  return /^[a-z0-9._-]{1,63}=[A-Za-z0-9._-]{1,63}$/.test(text);
}
