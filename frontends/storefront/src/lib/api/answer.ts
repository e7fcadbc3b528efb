/** What the public API can say about a document. `item`: a product, a collection, a page or an order of the store. */
export type Answer<T = unknown> =
  | { kind: "ok"; body: T }
  | { kind: "missing"; what: "store" | "item" }
  | { kind: "gone"; what: "store" | "item" }
  | { kind: "paused"; retryAfterSeconds: number }
  /** `path` is the new address within the store, null where only the store has another name. */
  | { kind: "moved"; store: string; path: string | null }
  | { kind: "down"; retryAfterSeconds: number };

const PAUSED_RETRY = 3600;
const DOWN_RETRY = 10;

/** `/api/v1/public/stores/new-name/products/new-slug` of a redirect, or null for anything else. */
export function movedTo(location: string | null): { store: string; path: string | null } | null {
  if (!location) return null;
  const path = location.replace(/^https?:\/\/[^/]+/, "").replace(/[?#].*$/, "");
  const match = /^\/api\/v1\/public\/stores\/([a-z0-9-]+)(?:\/(products|collections|pages)(?:\/([a-z0-9-]+))?)?\/?$/.exec(path);
  if (!match?.[1]) return null;
  return { store: match[1], path: match[3] ? `/${match[2]}/${match[3]}` : null };
}

/** Sorts a response into the few cases the storefront has a page for. */
export async function classify(response: Response, ofItem: boolean): Promise<Answer> {
  if (response.ok) return { kind: "ok", body: await response.json() };
  const code = await problemCode(response);
  const what = ofItem && !code.startsWith("store_") ? "item" : "store";
  if (response.status === 301 || response.status === 308 || response.status === 302 || response.status === 307) {
    const target = movedTo(response.headers.get("location"));
    return target ? { kind: "moved", ...target } : { kind: "down", retryAfterSeconds: DOWN_RETRY };
  }
  if (response.status === 404 || response.status === 422) return { kind: "missing", what };
  if (response.status === 410) return { kind: "gone", what };
  if (response.status === 503 && code === "store_paused") {
    return { kind: "paused", retryAfterSeconds: retryAfter(response, PAUSED_RETRY) };
  }
  return { kind: "down", retryAfterSeconds: retryAfter(response, DOWN_RETRY) };
}

async function problemCode(response: Response): Promise<string> {
  try {
    const body: unknown = await response.json();
    const code = body !== null && typeof body === "object" && "code" in body ? body.code : null;
    return typeof code === "string" ? code : "";
  } catch {
    return "";
  }
}

function retryAfter(response: Response, fallback: number): number {
  const seconds = Number(response.headers.get("retry-after") ?? "");
  return Number.isInteger(seconds) && seconds > 0 && seconds <= 86_400 ? seconds : fallback;
}
