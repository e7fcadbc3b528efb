import type { Choices } from "./choices";
import type { Cart } from "./model";

/** A checkout begun in this browser: which cart it was for, under which key, and what became of it. */
export interface Attempt {
  fingerprint: string;
  key: string;
  lines: { variantId: string; quantity: number }[];
  orderId: string | null;
  /** Proves that the order is this shopper's own. */
  sessionId: string | null;
  /** Epoch milliseconds after which the payment page is closed. */
  expiresAt: number | null;
}

const KEPT = 5;

export const attemptsKey = (slug: string): string => `tradewind:checkouts:${slug}`;

/** The same content has the same fingerprint, in whatever order it was put in the cart. */
export function cartFingerprint(cart: Cart): string {
  return cart.lines
    .map((line) => `${line.variantId}*${line.quantity}@${line.price.amount}${line.price.currency}`)
    .sort()
    .join("|");
}

/** Of everything that a checkout is opened with. */
export function checkoutFingerprint(cart: Cart, choices: Choices, consents: boolean): string {
  const { country, state, rateId, code, email } = choices;
  return `${cartFingerprint(cart)}#${JSON.stringify([country, state, rateId, code, code ? email : "", consents])}`;
}

/**
 * The attempt to use for a cart: the running one for the same content, so that a retry or a second click opens the
 * same payment page, or a new one.
 */
export function attemptFor(
  cart: Cart,
  fingerprint: string,
  attempts: readonly Attempt[],
  newKey: () => string,
  now: number,
): Attempt {
  const running = attempts.find(
    (attempt) => attempt.fingerprint === fingerprint && (attempt.expiresAt === null || attempt.expiresAt > now),
  );
  if (running) return running;
  const lines = cart.lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
  return { fingerprint, key: newKey(), lines, orderId: null, sessionId: null, expiresAt: null };
}

/** The shopper's own earlier checkout that may still hold stock, which a new one takes the place of. */
export function earlierCheckout(
  attempts: readonly Attempt[],
  current: Attempt,
  now: number,
): { orderId: string; sessionId: string } | null {
  for (const { key, orderId, sessionId, expiresAt } of attempts) {
    if (key !== current.key && orderId && sessionId && (expiresAt === null || expiresAt > now)) return { orderId, sessionId };
  }
  return null;
}

export class AttemptLog {
  private readonly storageKey: string;

  constructor(
    slug: string,
    private readonly storage: Pick<Storage, "getItem" | "setItem">,
  ) {
    this.storageKey = attemptsKey(slug);
  }

  all(): Attempt[] {
    try {
      const stored: unknown = JSON.parse(this.storage.getItem(this.storageKey) ?? "[]");
      return Array.isArray(stored) ? stored.filter(isAttempt).map((attempt) => ({ ...attempt, sessionId: attempt.sessionId ?? null })) : [];
    } catch {
      return [];
    }
  }

  save(attempt: Attempt): void {
    this.write([attempt, ...this.all().filter((other) => other.key !== attempt.key)].slice(0, KEPT));
  }

  ofOrder(orderId: string): Attempt | undefined {
    return this.all().find((attempt) => attempt.orderId === orderId);
  }

  /** After this the same cart begins anew. */
  drop(key: string): void {
    this.write(this.all().filter((attempt) => attempt.key !== key));
  }

  private write(attempts: Attempt[]): void {
    try {
      this.storage.setItem(this.storageKey, JSON.stringify(attempts));
    } catch {
      // Without storage every click is an attempt of its own; the API still sells each piece once.
    }
  }
}

function isAttempt(value: unknown): value is Attempt {
  if (value === null || typeof value !== "object") return false;
  const { fingerprint, key, lines, orderId, sessionId, expiresAt } = value as Record<string, unknown>;
  return (
    typeof fingerprint === "string" &&
    typeof key === "string" &&
    Array.isArray(lines) &&
    lines.every((line: unknown) => isBoughtLine(line)) &&
    (orderId === null || typeof orderId === "string") &&
    (sessionId === undefined || sessionId === null || typeof sessionId === "string") &&
    (expiresAt === null || typeof expiresAt === "number")
  );
}

function isBoughtLine(value: unknown): boolean {
  if (value === null || typeof value !== "object") return false;
  const { variantId, quantity } = value as Record<string, unknown>;
  return typeof variantId === "string" && typeof quantity === "number";
}
