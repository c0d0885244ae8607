import { createBrowserRouter, type RouteObject } from "react-router";
import * as account from "./account/screens";
import * as enterprise from "./enterprise/screens";
import * as platform from "./platform/screens";
import { Broken, NotFound, Waiting } from "./states/States";
import { guarded } from "./workspace/Guarded";
import type { Screen } from "./workspace/screens";

function routesOf(screens: readonly Screen[]): RouteObject[] {
  return [
    {
      index: true,
      lazy: async () => {
        const { Arrival } = await frames();
        return { element: <Arrival screens={screens} /> };
      },
    },
    ...screens.map(({ path, permission, load }) => ({
      path,
      lazy: async () => ({ Component: guarded((await load()).default, permission) }),
    })),
    { path: "*", element: <NotFound /> },
  ];
}

/** The frames of places, which whoever has not signed in does without. */
function frames() {
  return import("./workspace/Place");
}

/** A screen outside of all frames, loaded when it is first opened. */
function front(path: string, load: Screen["load"]): RouteObject {
  return { path, lazy: async () => ({ Component: (await load()).default }) };
}

export const routes: RouteObject[] = [
  {
    errorElement: <Broken />,
    hydrateFallbackElement: <Waiting />,
    children: [
      front("/", () => import("./sign-in/LandingScreen")),
      front("/sign-in", () => import("./sign-in/SignInScreen")),
      front("/choose", () => import("./sign-in/ChooseScreen")),
      front("/onboarding", () => import("./onboarding/OnboardingScreen")),
      front("/invitation", () => import("./invitation/InvitationScreen")),
      front("/confirmation", () => import("./invitation/ConfirmationScreen")),
      front("/join", () => import("./invitation/JoinScreen")),
      front("/password", () => import("./recovery/PasswordScreen")),
      front("/sign-on", () => import("./sign-on/SignOnScreen")),
      front("/sign-on-test", () => import("./sign-on/SignOnTestScreen")),
      {
        path: "/t/:slug",
        lazy: async () => {
          const { TenantPlace } = await frames();
          return { element: <TenantPlace {...places(enterprise)} /> };
        },
        children: routesOf(enterprise.SCREENS),
      },
      {
        path: "/platform",
        lazy: async () => {
          const { OutsidePlace } = await frames();
          return { element: <OutsidePlace root="/platform" {...places(platform)} /> };
        },
        children: routesOf(platform.SCREENS),
      },
      {
        path: "/account",
        lazy: async () => {
          const { AccountPlace } = await import("./account/AccountPlace");
          return { element: <AccountPlace {...places(account)} /> };
        },
        children: routesOf(account.SCREENS),
      },
      { path: "*", element: <NotFound /> },
    ],
  },
];

function places(of: { SCREENS: readonly Screen[]; GROUPS: (typeof enterprise)["GROUPS"] }) {
  return { screens: of.SCREENS, groups: of.GROUPS };
}

export const router = createBrowserRouter(routes);
