import type { ApiProblem } from "@tradewind/api-client";
import { messages } from "../messages";

/** What to tell the shopper when checkout does not open. The cart is kept in every case. */
export function failureMessage(problem: Pick<ApiProblem, "status" | "code" | "requestId">): string {
  const { failure } = messages;
  switch (problem.code) {
    case "payment_unavailable":
      return failure.payment;
    case "payment_refused":
      return failure.refused;
    case "store_paused":
      return failure.paused;
    case "below_minimum":
      return failure.minimum;
    case "store_gone":
    case "store_not_found":
      return failure.gone;
    case "network":
    case "api_unreachable":
      return failure.network;
  }
  if (problem.status === 429) return failure.tooMany;
  return failure.other(problem.requestId ?? "");
}
