import { StoredValue } from "../stored-value";

/** What a shopper said about a cart beside its lines. Kept in this browser, so that it is said once. */
export interface Choices {
  /** ISO code; empty while the store's own assumption stands. */
  country: string;
  /** Only where tax depends on it: a state as the store lists it, or ELSEWHERE. */
  state: string;
  /** The way of shipping that was picked; empty for the store's cheapest. */
  rateId: string;
  code: string;
  /** Asked only where a discount code needs it. */
  email: string;
}

/** For every state without a tax rate of its own. */
export const ELSEWHERE = "ELSEWHERE";

export const NO_CHOICES: Choices = { country: "", state: "", rateId: "", code: "", email: "" };

export const choicesKey = (slug: string): string => `tradewind:choices:${slug}`;

export function parseChoices(text: string | null): Choices {
  if (!text) return NO_CHOICES;
  try {
    const stored: unknown = JSON.parse(text);
    if (stored === null || typeof stored !== "object") return NO_CHOICES;
    const { country, state, rateId, code, email } = stored as Record<string, unknown>;
    return {
      country: typeof country === "string" && /^[A-Z]{2}$/.test(country) ? country : "",
      state: typeof state === "string" ? state.slice(0, 60) : "",
      rateId: typeof rateId === "string" && /^[\w-]{1,40}$/.test(rateId) ? rateId : "",
      code: typeof code === "string" ? normalCode(code) : "",
      email: isEmail(email) ? email : "",
    };
  } catch {
    return NO_CHOICES;
  }
}

/** A code as the API compares it. */
export const normalCode = (text: string): string => text.trim().toUpperCase().slice(0, 60);

/** Plausible enough to be sent; the API decides. */
export const isEmail = (text: unknown): text is string =>
  typeof text === "string" && text.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

export class ChoicesStore {
  private readonly stored: StoredValue<Choices>;
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => Choices;

  constructor(slug: string, storage?: Storage | null) {
    this.stored = new StoredValue(choicesKey(slug), parseChoices, storage);
    this.subscribe = this.stored.subscribe;
    this.getSnapshot = this.stored.getSnapshot;
  }

  change(change: Partial<Choices>): void {
    const next = { ...this.stored.read(), ...change };
    this.stored.set(JSON.stringify(next), next);
  }
}
