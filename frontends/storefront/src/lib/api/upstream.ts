import { BoundedMap } from "../bounded-map";
import { readConfig } from "../config";
import { type Answer, classify } from "./answer";

/**
 * Public documents of the API with a short memory of this process.
 *
 * The proxy asks before a page is rendered (does the store exist, is it open?) and the page asks for the same
 * documents a moment later, so that one fetch serves both. What is known outlives an outage of the API.
 */
interface Entry {
  answer: Answer;
  at: number;
  /** No new try before this moment, after a failed refresh. */
  retryAt: number;
  /** Named as changed: to be asked anew, yet good enough while the API is away. */
  outdated?: boolean;
}

interface Memory {
  known: BoundedMap<Entry>;
  refused: BoundedMap<Entry>;
  pending: Map<string, Promise<Answer>>;
}

/** How long the proxy believes a good answer, and anybody a bad one. */
export const GATE_MS = 60_000;
const REFUSED_MS = 3_000;
/** A page is rendered from what the proxy has just seen, or from a new fetch. */
const RENDER_MS = 5_000;
const OUTAGE_MS = 3_600_000;
const RETRY_MS = 5_000;
const TIMEOUT_MS = 4_000;

// The proxy and the pages are bundled apart but run in one process; the memory is theirs together.
const HOME = Symbol.for("tradewind.storefront.upstream");

function memory(): Memory {
  const holder = globalThis as { [HOME]?: Memory };
  holder[HOME] ??= { known: new BoundedMap(1_500), refused: new BoundedMap(1_500), pending: new Map() };
  return holder[HOME];
}

export const paths = {
  store: (slug: string) => `/api/v1/public/stores/${slug}`,
  list: (slug: string, page: number) => `/api/v1/public/stores/${slug}/products?page=${page}&per_page=24`,
  product: (slug: string, product: string) => `/api/v1/public/stores/${slug}/products/${product}`,
  page: (slug: string, kind: string) => `/api/v1/public/stores/${slug}/pages/${kind}`,
  collections: (slug: string) => `/api/v1/public/stores/${slug}/collections`,
  collection: (slug: string, collection: string, page: number) =>
    `/api/v1/public/stores/${slug}/collections/${collection}?page=${page}&limit=24`,
  search: (slug: string, query: string) => `/api/v1/public/stores/${slug}/search?${query}`,
  order: (slug: string, order: string, token: string) =>
    `/api/v1/public/stores/${slug}/orders/${order}?token=${encodeURIComponent(token)}`,
};

const isItemPath = (path: string) => /\/(?:products|pages|collections|orders)\/[^/?]+(?:\?|$)/.test(path);

/** For the proxy: believed for a minute, concurrent requests share one fetch. */
export async function ask<T>(path: string, now = Date.now()): Promise<Answer<T>> {
  const remembered = recall(path, GATE_MS, now);
  if (remembered) return remembered as Answer<T>;
  const { pending } = memory();
  let running = pending.get(path);
  if (!running) {
    running = load(path).finally(() => pending.delete(path));
    pending.set(path, running);
  }
  return (await running) as Answer<T>;
}

/** For the rendering of a page: never older than a few seconds while the API answers. */
export async function askFresh<T>(path: string): Promise<Answer<T>> {
  return (recall(path, RENDER_MS, Date.now()) ?? (await load(path))) as Answer<T>;
}

/** For what belongs to one shopper, or is asked in words of their own: never kept. */
export async function askOnce<T>(path: string): Promise<Answer<T>> {
  return (await fetchAnswer(path)) as Answer<T>;
}

/** Forgets what the tags name, so that the next request asks anew. */
export function forget(tags: readonly string[]): void {
  const { known, refused } = memory();
  for (const tag of tags) {
    const [kind, slug, product] = tag.split(":");
    if (!slug) continue;
    const store = paths.store(slug);
    const listed = [`${store}/products?`, `${store}/collections`];
    const concerned =
      kind === "product" && product
        ? (path: string) => path === paths.product(slug, product) || listed.some((list) => path.startsWith(list))
        : (path: string) => path === store || path.startsWith(`${store}/`);
    known.updateWhere(concerned, (entry) => ({ ...entry, outdated: true }));
    refused.deleteWhere(concerned);
  }
}

function recall(path: string, goodFor: number, now: number): Answer | null {
  const { known, refused } = memory();
  const bad = refused.get(path);
  if (bad && now - bad.at < REFUSED_MS) return bad.answer;
  const good = known.get(path);
  if (good && ((!good.outdated && now - good.at < goodFor) || now < good.retryAt)) return good.answer;
  return null;
}

async function load(path: string): Promise<Answer> {
  const { known, refused } = memory();
  const answer = await fetchAnswer(path);
  const now = Date.now();
  if (answer.kind === "ok") {
    refused.delete(path);
    known.set(path, { answer, at: now, retryAt: 0 });
    return answer;
  }
  const before = known.get(path);
  if (answer.kind === "down" && before && now - before.at < OUTAGE_MS) {
    known.set(path, { ...before, retryAt: now + RETRY_MS });
    return before.answer;
  }
  if (answer.kind !== "down") known.delete(path);
  refused.set(path, { answer, at: now, retryAt: 0 });
  return answer;
}

async function fetchAnswer(path: string): Promise<Answer> {
  try {
    const response = await fetch(readConfig().apiUrl + path, {
      redirect: "manual",
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return await classify(response, isItemPath(path));
  } catch {
    return { kind: "down", retryAfterSeconds: 10 };
  }
}
