"use client";

import { useCallback, useEffect, useState } from "react";
import { type CartProblem, isProblem, newIdempotencyKey, unwrap } from "@tradewind/api-client";
import { browserApi } from "@/lib/api/browser";
import { type Attempt, AttemptLog, attemptFor, checkoutFingerprint, earlierCheckout } from "@/lib/cart/attempts";
import type { Choices } from "@/lib/cart/choices";
import { failureMessage } from "@/lib/cart/failures";
import type { Cart } from "@/lib/cart/model";
import { checkoutRequest, type Problems, wholeProblems } from "@/lib/cart/pricing";
import { readLineProblems } from "@/lib/cart/problems";

/** The payment page closes at this moment; an attempt shortly before it would lead to a closed door. */
const EXPIRY_MARGIN_MS = 60_000;

export interface CheckoutControl {
  pending: boolean;
  failure: string | null;
  start: () => Promise<void>;
  clearFailure: () => void;
}

interface CheckoutInput {
  slug: string;
  /** How addresses of the shop are written. */
  hrefOf: (path: string) => string;
  read: () => { cart: Cart; choices: Choices; consents: boolean };
  onProblems: (problems: Problems) => void;
}

/** From the cart to the payment page, or to what keeps it from there. */
export function useCheckout({ slug, hrefOf, read, onProblems }: CheckoutInput): CheckoutControl {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  // Coming back from the payment page by the browser's back button shows this page as it was left.
  useEffect(() => {
    const onShow = (event: PageTransitionEvent) => {
      if (event.persisted) setPending(false);
    };
    window.addEventListener("pageshow", onShow);
    return () => window.removeEventListener("pageshow", onShow);
  }, []);

  const start = useCallback(async () => {
    const { cart, choices, consents } = read();
    if (cart.lines.length === 0) return;
    setPending(true);
    setFailure(null);
    const log = new AttemptLog(slug, window.localStorage);
    const fingerprint = checkoutFingerprint(cart, choices, consents);
    const attempt = attemptFor(cart, fingerprint, log.all(), newIdempotencyKey, Date.now());
    try {
      const session = await openSession({ slug, cart, choices, consents, attempt, log });
      window.location.assign(session);
    } catch (error) {
      if (!isProblem(error)) throw error;
      const paid = error.code === "already_paid" ? paidBefore(error.body, log) : null;
      if (paid) {
        window.location.assign(hrefOf(paid));
        return;
      }
      if (error.status === 409) log.drop(attempt.key);
      const problems = readProblems(error.body);
      if (problems) onProblems(problems);
      else setFailure(failureMessage(error));
      setPending(false);
    }
  }, [slug, hrefOf, read, onProblems]);

  const clearFailure = useCallback(() => setFailure(null), []);
  return { pending, failure, start, clearFailure };
}

function readProblems(body: Readonly<Record<string, unknown>>): Problems | null {
  const lines = readLineProblems(body);
  const listed = Array.isArray(body.problems) ? (body.problems as CartProblem[]) : [];
  const whole = wholeProblems(listed.filter((problem) => typeof problem?.code === "string" && typeof problem.message === "string"));
  return lines.length + whole.length > 0 ? { lines, whole } : null;
}

/** The earlier checkout was paid after all: its result is where the shopper wants to be. */
function paidBefore(body: Readonly<Record<string, unknown>>, log: AttemptLog): string | null {
  const earlier = typeof body.order_id === "string" ? log.ofOrder(body.order_id) : undefined;
  if (!earlier?.orderId || !earlier.sessionId) return null;
  return `/checkout/success?${new URLSearchParams({ order_id: earlier.orderId, session_id: earlier.sessionId })}`;
}

interface Opening {
  slug: string;
  cart: Cart;
  choices: Choices;
  consents: boolean;
  attempt: Attempt;
  log: AttemptLog;
}

/** Opens the payment session and remembers it; a key that was used for another cart is replaced once. */
async function openSession({ slug, cart, choices, consents, attempt, log }: Opening): Promise<string> {
  const replaces = earlierCheckout(log.all(), attempt, Date.now());
  log.save(attempt);
  let current = attempt;
  const post = () =>
    unwrap(
      browserApi().POST("/api/v1/public/stores/{slug}/checkout", {
        params: { path: { slug }, header: { "Idempotency-Key": current.key } },
        body: checkoutRequest(cart, choices, { consents, replaces }),
      }),
    );
  const session = await post().catch((error: unknown) => {
    if (!isProblem(error, "idempotency_key_reused")) throw error;
    log.drop(current.key);
    current = { ...current, key: newIdempotencyKey() };
    return post();
  });
  if (!/^https?:\/\//.test(session.checkout_url)) throw new Error("The payment page's address is not one.");
  const expiresAt = Date.parse(session.expires_at) - EXPIRY_MARGIN_MS;
  const { order_id: orderId, session_id: sessionId } = session;
  // Closed now; it must not be given up a second time.
  const given = replaces && log.ofOrder(replaces.orderId);
  if (given) log.drop(given.key);
  log.save({ ...current, orderId, sessionId, expiresAt: Number.isNaN(expiresAt) ? null : expiresAt });
  return session.checkout_url;
}
