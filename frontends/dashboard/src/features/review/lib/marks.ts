import type { Review } from "@tradewind/api-client";

type Claim = Review["fields"][number]["claims"][number];

export interface Piece {
  text: string;
  /** The statement this piece is; null for text nobody has to vouch for. */
  claim: Claim | null;
}

/** A text cut at its open statements, in order; overlapping ones count with the first. */
export function pieces(text: string, claims: readonly Claim[]): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const claim of [...claims].sort((a, b) => a.start - b.start)) {
    if (claim.start < at || claim.end > text.length) continue;
    if (claim.start > at) found.push({ text: text.slice(at, claim.start), claim: null });
    found.push({ text: text.slice(claim.start, claim.end), claim });
    at = claim.end;
  }
  if (at < text.length) found.push({ text: text.slice(at), claim: null });
  return found;
}
