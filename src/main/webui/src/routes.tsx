import { createBrowserRouter, type RouteObject } from "react-router";
import { Broken, NotFound, Waiting } from "./states/WholeScreen";

/** A screen outside of all frames, loaded when it is first opened. */
function front(
  path: string,
  load: () => Promise<{ default: NonNullable<RouteObject["Component"]> }>,
): RouteObject {
  return { path, lazy: async () => ({ Component: (await load()).default }) };
}

/** Where the screens of a place lie, which whoever has not signed in does without. */
const IN_A_PLACE = /^\/(?:t\/[^/]+|platform|account)(?:\/|$)/;

const FRONT: RouteObject = {
  id: "front",
  errorElement: <Broken />,
  hydrateFallbackElement: <Waiting />,
  children: [
    front("/", () => import("./landing/LandingScreen")),
    front("/sign-in", () => import("./sign-in/SignInScreen")),
    front("/choose", () => import("./sign-in/ChooseScreen")),
    front("/onboarding", () => import("./onboarding/OnboardingScreen")),
    front("/invitation", () => import("./invitation/InvitationScreen")),
    front("/confirmation", () => import("./invitation/ConfirmationScreen")),
    front("/join", () => import("./invitation/JoinScreen")),
    front("/password", () => import("./recovery/PasswordScreen")),
    front("/sign-on", () => import("./sign-on/SignOnScreen")),
    front("/sign-on-test", () => import("./sign-on/SignOnTestScreen")),
    { path: "*", element: <NotFound /> },
  ],
};

let placed = false;

export const router = createBrowserRouter([FRONT], {
  patchRoutesOnNavigation: async ({ path, patch }) => {
    if (!placed && IN_A_PLACE.test(path)) {
      patch("front", (await import("./places")).PLACES);
      placed = true;
    }
  },
});
