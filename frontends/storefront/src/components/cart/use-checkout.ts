"use client";

import { useCallback, useEffect, useState } from "react";
import { isProblem, newIdempotencyKey, unwrap } from "@tradewind/api-client";
import { browserApi } from "@/lib/api/browser";
import { type Attempt, AttemptLog, attemptFor } from "@/lib/cart/attempts";
import { failureMessage } from "@/lib/cart/failures";
import { type Cart, findLine } from "@/lib/cart/model";
import { type LineProblem, readLineProblems } from "@/lib/cart/problems";

/** The payment page closes at this moment; an attempt shortly before it would lead to a closed door. */
const EXPIRY_MARGIN_MS = 60_000;

export interface CheckoutControl {
  pending: boolean;
  failure: string | null;
  problems: readonly LineProblem[];
  start: () => Promise<void>;
  solve: (variantId: string) => void;
  lookUpPrice: (variantId: string) => Promise<void>;
}

/** From the cart to the payment page, or to what keeps it from there. */
export function useCheckout(slug: string, readCart: () => Cart): CheckoutControl {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [problems, setProblems] = useState<readonly LineProblem[]>([]);

  // Coming back from the payment page by the browser's back button shows this page as it was left.
  useEffect(() => {
    const onShow = (event: PageTransitionEvent) => {
      if (event.persisted) setPending(false);
    };
    window.addEventListener("pageshow", onShow);
    return () => window.removeEventListener("pageshow", onShow);
  }, []);

  const withPrice = useCallback(
    async (problem: LineProblem): Promise<LineProblem> => {
      const line = findLine(readCart(), problem.variantId);
      if (problem.code !== "price_changed" || !line) return problem;
      return { ...problem, price: await currentPrice(slug, line.productSlug, line.variantId) };
    },
    [slug, readCart],
  );

  const start = useCallback(async () => {
    const cart = readCart();
    if (cart.lines.length === 0) return;
    setPending(true);
    setFailure(null);
    setProblems([]);
    const log = new AttemptLog(slug, window.localStorage);
    const attempt = attemptFor(cart, log.all(), newIdempotencyKey, Date.now());
    try {
      const session = await openSession(slug, cart, attempt, log);
      window.location.assign(session);
    } catch (error) {
      if (!isProblem(error)) throw error;
      if (error.status === 409) log.drop(attempt.key);
      const lines = readLineProblems(error.body);
      if (lines.length > 0) setProblems(await Promise.all(lines.map(withPrice)));
      else setFailure(failureMessage(error));
      setPending(false);
    }
  }, [slug, readCart, withPrice]);

  const solve = useCallback((variantId: string) => {
    setFailure(null);
    setProblems((before) => before.filter((problem) => problem.variantId !== variantId));
  }, []);

  const lookUpPrice = useCallback(
    async (variantId: string) => {
      const found = problems.find((problem) => problem.variantId === variantId);
      if (!found) return;
      const fresh = await withPrice(found);
      setProblems((before) => before.map((problem) => (problem.variantId === variantId ? fresh : problem)));
    },
    [problems, withPrice],
  );

  return { pending, failure, problems, start, solve, lookUpPrice };
}

/** Opens the payment session and remembers it; a key that was used for another cart is replaced once. */
async function openSession(slug: string, cart: Cart, attempt: Attempt, log: AttemptLog): Promise<string> {
  log.save(attempt);
  let current = attempt;
  const post = () =>
    unwrap(
      browserApi().POST("/api/v1/public/stores/{slug}/checkout", {
        params: { path: { slug }, header: { "Idempotency-Key": current.key } },
        body: {
          items: cart.lines.map(({ productId, variantId, quantity, price }) => ({
            product_id: productId,
            variant_id: variantId,
            quantity,
            price,
          })),
        },
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
  log.save({ ...current, orderId: session.order_id, expiresAt: Number.isNaN(expiresAt) ? null : expiresAt });
  return session.checkout_url;
}

async function currentPrice(slug: string, productSlug: string, variantId: string) {
  try {
    const path = { slug, product_slug: productSlug };
    const product = await unwrap(browserApi().GET("/api/v1/public/stores/{slug}/products/{product_slug}", { params: { path } }));
    return product.variants.find((variant) => variant.id === variantId)?.price ?? null;
  } catch (error) {
    if (isProblem(error)) return null;
    throw error;
  }
}
