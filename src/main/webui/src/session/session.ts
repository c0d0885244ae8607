import { isProblem, PlaceLeftError, SessionEndedError } from "@/api/problem";
import type { Tokens } from "@/api/schema";
import { chosen, refreshed, signedOut } from "./cookies";
import type { Place } from "./place";
import { stayIn } from "./tab";

export type { Place };

export type SessionState =
  /** Nobody has signed in, or they have signed out. */
  | { kind: "none" }
  /** Somebody works in a place. */
  | { kind: "open"; place: Place }
  /** Their session ended while they worked: what they were at stays on the screen. */
  | { kind: "ended"; place: Place };

interface Held {
  token: string;
  /** Milliseconds on the clock of performance.now(), which nobody sets back. */
  expires: number;
}

/** Gets other tokens for a place; null if the session there is over. */
export type Renewer = () => Promise<Tokens | null>;

/** A token is renewed when it would be good for less than this, in milliseconds. */
const MARGIN = 20_000;

/**
 * What this tab knows of who is signed in. Access tokens are here, in memory, and nowhere else;
 * refresh tokens are in cookies that no script reads, one for each place, so that several tabs can
 * work in several tenants.
 */
export class Session {
  private state: SessionState = { kind: "none" };
  /** Which opening of which place this is: what an earlier one still waited for is not taken over. */
  private era = 0;
  private held: Held | null = null;
  private renewer: Renewer | null = null;
  private renewing: Promise<string> | null = null;
  private waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly others: BroadcastChannel | null;

  constructor() {
    this.others = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("tenantry");
    this.others?.addEventListener("message", (event: MessageEvent) => {
      if (event.data === "signed-out") {
        this.forget();
      }
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): SessionState => this.state;

  /** Where the tab works; undefined if nobody is signed in. */
  place(): Place | undefined {
    return this.state.kind === "none" ? undefined : this.state.place;
  }

  /**
   * Takes over what somebody got who has just signed in or chosen a tenant.
   *
   * @param renewer for sessions without a cookie of their own, such as visits of support
   */
  adopt(place: Place, tokens: Tokens, renewer: Renewer | null = null): void {
    this.era++;
    this.renewer = renewer;
    this.renewing = null;
    this.hold(tokens);
    this.become({ kind: "open", place });
    const waiting = this.waiting;
    this.waiting = [];
    for (const each of waiting) {
      each.resolve();
    }
  }

  /**
   * Opens a place with the cookie that the browser has of it, or of the sign-in.
   *
   * @param guest gets the tokens of a guest, who has no cookie of the place
   * @returns whether there was one; if not, somebody has to sign in
   * @throws ProblemError if the tenant lets them not in
   * @throws PlaceLeftError if another place was opened meanwhile
   */
  async open(place: Place, guest: Renewer | null = null): Promise<boolean> {
    if (this.state.kind === "open" && this.state.place === place && this.held !== null) {
      return true;
    }
    // Whoever has just signed in has a token that can choose, though no cookie of the tenant's yet.
    const outside = this.state.kind === "open" && this.state.place === null ? this.held : null;
    this.held = null;
    const era = ++this.era;
    const own = await (guest === null ? refreshed(place) : guest());
    this.demand(era);
    if (own !== null) {
      this.adopt(place, own, guest);
      return true;
    }
    if (place === null || guest !== null) {
      this.become({ kind: "none" });
      return false;
    }
    const token = outside?.token ?? (await refreshed(null))?.accessToken;
    this.demand(era);
    if (token === undefined) {
      this.become({ kind: "none" });
      return false;
    }
    const tokens = await this.choose(place, token);
    this.demand(era);
    this.adopt(place, tokens);
    return true;
  }

  private demand(era: number): void {
    if (this.era !== era) {
      throw new PlaceLeftError();
    }
  }

  /** Begins a session in a tenant, with the token of another place. */
  async choose(slug: string, token: string): Promise<Tokens> {
    return await chosen(slug, token);
  }

  /**
   * Goes on in a place, as a guest if one was that, after somebody has signed in again.
   *
   * @param outside what they got by that
   */
  async goOn(place: Place, outside: Tokens): Promise<void> {
    const guest = this.renewer;
    const tokens =
      place === null
        ? outside
        : await (guest === null ? this.choose(place, outside.accessToken) : guest());
    if (tokens === null) {
      throw new SessionEndedError();
    }
    this.adopt(place, tokens, guest);
  }

  /** A token that is good for a while. */
  async token(): Promise<string> {
    if (this.held !== null && this.held.expires - performance.now() > MARGIN) {
      return this.held.token;
    }
    return await this.renew(this.held?.token ?? null);
  }

  /**
   * Another token in the place of one that the server did not take.
   *
   * @param refused what was sent; if another is held by now, that one is answered
   * @throws SessionEndedError if nobody signs in again
   */
  async renew(refused: string | null): Promise<string> {
    if (this.held !== null && this.held.token !== refused) {
      return this.held.token;
    }
    if (this.renewing === null) {
      const renewing = this.renewed().finally(() => {
        if (this.renewing === renewing) {
          this.renewing = null;
        }
      });
      this.renewing = renewing;
    }
    return await this.renewing;
  }

  private async renewed(): Promise<string> {
    if (this.state.kind === "none") {
      throw new SessionEndedError();
    }
    const place = this.state.place;
    const era = this.era;
    if (this.state.kind === "open") {
      const tokens = await (this.renewer === null ? another(place) : this.renewer());
      this.demand(era);
      if (tokens !== null) {
        this.hold(tokens);
        // A token of what one may do now, which may be something else than before.
        this.become({ kind: "open", place });
        return tokens.accessToken;
      }
      this.held = null;
      this.become({ kind: "ended", place });
    }
    await new Promise<void>((resolve, reject) => this.waiting.push({ resolve, reject }));
    return await this.token();
  }

  /** Ends the session everywhere in this browser, and in all its tabs. */
  async signOut(): Promise<void> {
    try {
      await signedOut();
    } finally {
      this.others?.postMessage("signed-out");
      this.forget();
    }
  }

  /** Lets go of everything, without telling the server: whoever waits is told that it is over. */
  forget(): void {
    this.era++;
    this.renewing = null;
    this.held = null;
    this.renewer = null;
    stayIn(null);
    this.become({ kind: "none" });
    const waiting = this.waiting;
    this.waiting = [];
    for (const each of waiting) {
      each.reject(new SessionEndedError());
    }
  }

  private hold(tokens: Tokens): void {
    this.held = {
      token: tokens.accessToken,
      expires: performance.now() + tokens.expiresIn * 1000,
    };
  }

  private become(state: SessionState): void {
    this.state = state;
    for (const listener of this.listeners) {
      listener();
    }
  }
}

/**
 * Other tokens for a place: by its own cookie, or else chosen anew, because a browser keeps sessions
 * of ten tenants at most. Null if nobody is signed in any more.
 */
async function another(place: Place): Promise<Tokens | null> {
  const own = await refreshed(place);
  if (own !== null || place === null) {
    return own;
  }
  const outside = await refreshed(null);
  try {
    return outside === null ? null : await chosen(place, outside.accessToken);
  } catch (error) {
    if (isProblem(error) && error.status === 401) {
      return null;
    }
    throw error;
  }
}

/** The one of this tab. */
export const session = new Session();
