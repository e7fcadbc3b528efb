import type { ResearchItem } from "@tradewind/api-client";

/** The middle: what a part counts as while nothing is known of it, as the API counts. */
const UNKNOWN = 50;

/** The score of a candidate by other weights, 0 to 100; null when every weight is zero. */
export function scoreBy(weights: Readonly<Record<string, number>>, parts: ResearchItem["score"]["parts"]): number | null {
  let sum = 0;
  let whole = 0;
  for (const part of parts) {
    const weight = weights[part.name] ?? 0;
    sum += weight * (part.value ?? UNKNOWN);
    whole += weight;
  }
  return whole === 0 ? null : Math.round(sum / whole);
}
