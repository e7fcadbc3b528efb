import type { CartProblem, CheckoutRequest, Money, Quote, QuoteRequest } from "@tradewind/api-client";
import type { Attempt } from "./attempts";
import type { Choices } from "./choices";
import { type Cart, findLine } from "./model";
import { type LineProblem, readLineProblems } from "./problems";

/** What is wrong with the cart as a whole. */
export interface WholeProblem {
  code: string;
  message: string;
}

/** What keeps the cart from being bought, as it was said last: by a quote, or by a checkout that did not open. */
export interface Problems {
  lines: readonly LineProblem[];
  whole: readonly WholeProblem[];
}

export const NO_PROBLEMS: Problems = { lines: [], whole: [] };

/** The cart and what was said about it, as the API wants to be asked for a price. */
export function quoteRequest(cart: Cart, choices: Choices): QuoteRequest {
  const { country, state, rateId, code, email } = choices;
  return {
    items: cart.lines.map(({ productId, variantId, quantity, price }) => ({
      product_id: productId,
      variant_id: variantId,
      quantity,
      price,
    })),
    discount_code: code,
    // Only a code can need it; the payment page asks everybody for theirs.
    ...(code && email ? { email } : {}),
    ...(country ? { shipping: { country, state, rate_id: rateId } } : {}),
  };
}

export function checkoutRequest(
  cart: Cart,
  choices: Choices,
  more: { consents: boolean; replaces: { orderId: string; sessionId: string } | null },
): CheckoutRequest {
  const { consents, replaces } = more;
  return {
    ...quoteRequest(cart, choices),
    marketing_consent: consents,
    ...(replaces ? { replaces: { order_id: replaces.orderId, session_id: replaces.sessionId } } : {}),
  };
}

/** Two carts with the same fingerprint have the same price. */
export const quoteFingerprint = (cart: Cart, choices: Choices): string => JSON.stringify(quoteRequest(cart, choices));

/** The problems of single lines, with the price of now where it has changed. */
export function lineProblems(quote: Pick<Quote, "lines" | "problems">, cart: Cart): LineProblem[] {
  return readLineProblems({ problems: quote.problems })
    .filter((problem) => findLine(cart, problem.variantId))
    .map((problem) => {
      const line = quote.lines.find((priced) => priced.variant_id === problem.variantId);
      return problem.code === "price_changed" && line ? { ...problem, price: line.unit_price } : problem;
    });
}

/** What this shopper's own open checkout has set aside does not stand in their way: the next one takes its place. */
export function withoutOwnHolds(problems: readonly LineProblem[], cart: Cart, attempts: readonly Attempt[], now: number): LineProblem[] {
  const open = attempts.filter(({ orderId, sessionId, expiresAt }) => orderId && sessionId && (expiresAt === null || expiresAt > now));
  const held = (variantId: string) =>
    Math.max(0, ...open.flatMap(({ lines }) => lines.filter((line) => line.variantId === variantId).map(({ quantity }) => quantity)));
  return problems.filter((problem) => {
    if (problem.code !== "sold_out" && problem.code !== "not_enough_stock") return true;
    const wanted = findLine(cart, problem.variantId)?.quantity ?? 0;
    return wanted > (problem.available ?? 0) + held(problem.variantId);
  });
}

/** The problems that no line can be blamed for. */
export function wholeProblems(problems: readonly CartProblem[]): WholeProblem[] {
  return problems.filter((problem) => problem.variant_id === null).map(({ code, message }) => ({ code, message }));
}

const OF_CODE: ReadonlySet<string> = new Set(["email_required"]);

/** Problems that stand at the field of the discount code. */
export const isCodeProblem = ({ code }: WholeProblem): boolean => code.startsWith("discount_") || OF_CODE.has(code);

/** What is missing until the chosen way of shipping costs nothing; null where that is not offered. */
export function missingForFreeShipping(quote: Quote): Money | null {
  const option = quote.shipping_options.find(({ id }) => id === quote.shipping_rate_id);
  if (!option?.free_over || option.price.amount === 0) return null;
  const goods = quote.subtotal.amount - (quote.discount?.amount.amount ?? 0);
  const missing = option.free_over.amount - goods;
  return missing > 0 ? { amount: missing, currency: option.free_over.currency } : null;
}
