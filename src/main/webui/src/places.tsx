import type { RouteObject } from "react-router";
import { AccountPlace } from "./account/AccountPlace";
import * as account from "./account/screens";
import * as enterprise from "./enterprise/screens";
import * as platform from "./platform/screens";
import { NotFound } from "./states/WholeScreen";
import { guarded } from "./workspace/Guarded";
import { Arrival, OutsidePlace, TenantPlace } from "./workspace/Place";
import type { Screen } from "./workspace/screens";

function routesOf(screens: readonly Screen[]): RouteObject[] {
  return [
    { index: true, element: <Arrival screens={screens} /> },
    ...screens.map(({ path, permission, load }) => ({
      path,
      lazy: async () => ({ Component: guarded((await load()).default, permission) }),
    })),
    { path: "*", element: <NotFound /> },
  ];
}

function places(of: { SCREENS: readonly Screen[]; GROUPS: (typeof enterprise)["GROUPS"] }) {
  return { screens: of.SCREENS, groups: of.GROUPS };
}

/** The screens of all places, in their frames. */
export const PLACES: RouteObject[] = [
  {
    path: "/t/:slug",
    element: <TenantPlace {...places(enterprise)} />,
    children: routesOf(enterprise.SCREENS),
  },
  {
    path: "/platform",
    element: <OutsidePlace root="/platform" {...places(platform)} />,
    children: routesOf(platform.SCREENS),
  },
  {
    path: "/account",
    element: <AccountPlace {...places(account)} />,
    children: routesOf(account.SCREENS),
  },
];
