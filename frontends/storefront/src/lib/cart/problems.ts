import type { Money } from "@tradewind/api-client";
import type { CartLine } from "./model";

export type LineProblemCode = "sold_out" | "not_enough_stock" | "unavailable" | "price_changed";

/** Why a line cannot be bought as it is. */
export interface LineProblem {
  code: LineProblemCode;
  variantId: string;
  message: string;
  available: number | null;
  /** Of `price_changed`, once looked up. */
  price: Money | null;
}

/** The one click that puts a line right. */
export type Remedy =
  | { kind: "remove" }
  | { kind: "set"; quantity: number }
  | { kind: "accept"; price: Money }
  /** The new price is not known yet: look it up. */
  | { kind: "look-up" };

const CODES: readonly string[] = ["sold_out", "not_enough_stock", "unavailable", "price_changed"];

/** The `problems` of a 409 answer. */
export function readLineProblems(body: Readonly<Record<string, unknown>>): LineProblem[] {
  if (!Array.isArray(body.problems)) return [];
  return body.problems.flatMap((value: unknown): LineProblem[] => {
    if (value === null || typeof value !== "object") return [];
    const { code, variant_id, message, available } = value as Record<string, unknown>;
    if (typeof code !== "string" || !CODES.includes(code) || typeof variant_id !== "string") return [];
    return [
      {
        code: code as LineProblemCode,
        variantId: variant_id,
        message: typeof message === "string" ? message : "",
        available: typeof available === "number" && Number.isInteger(available) && available >= 0 ? available : null,
        price: null,
      },
    ];
  });
}

export function remedyFor(problem: LineProblem, line: Pick<CartLine, "quantity" | "price">): Remedy {
  switch (problem.code) {
    case "sold_out":
    case "unavailable":
      return { kind: "remove" };
    case "not_enough_stock":
      return problem.available ? { kind: "set", quantity: Math.min(problem.available, line.quantity) } : { kind: "remove" };
    case "price_changed":
      return problem.price && problem.price.amount !== line.price.amount
        ? { kind: "accept", price: problem.price }
        : { kind: "look-up" };
  }
}
