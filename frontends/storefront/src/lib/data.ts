import { cacheLife, cacheTag } from "next/cache";
import type {
  CollectionSummary,
  PublicCollection,
  PublicCollectionList,
  PublicOrder,
  PublicPage,
  PublicProduct,
  PublicProductList,
  PublicStore,
  SearchAnswer,
} from "@tradewind/api-client";
import { askFresh, askOnce, paths } from "./api/upstream";
import type { OrderLink } from "./order/link";
import type { PageKind } from "./pages";

/**
 * The documents the pages are made of. Cached with the page: a minute, or until the API names the tag.
 *
 * The proxy lets a request through only when the documents are there, so a failure here is a race (paused a
 * second ago) or an outage: it throws, nothing is cached, and the error page offers to try again.
 */
export class DocumentUnavailableError extends Error {
  constructor(path: string, kind: string) {
    super(`${path} is ${kind}`);
    this.name = "DocumentUnavailableError";
  }
}

async function document<T>(path: string): Promise<T> {
  const answer = await askFresh<T>(path);
  if (answer.kind !== "ok") throw new DocumentUnavailableError(path, answer.kind);
  return answer.body;
}

export async function getStore(slug: string): Promise<PublicStore> {
  "use cache";
  cacheLife("page");
  cacheTag(`store:${slug}`);
  return document<PublicStore>(paths.store(slug));
}

export async function getProductPage(slug: string, page: number): Promise<PublicProductList> {
  "use cache";
  cacheLife("page");
  cacheTag(`store:${slug}`);
  return document<PublicProductList>(paths.list(slug, page));
}

export async function getProduct(slug: string, product: string): Promise<PublicProduct> {
  "use cache";
  cacheLife("page");
  cacheTag(`store:${slug}`, `product:${slug}:${product}`);
  return document<PublicProduct>(paths.product(slug, product));
}

export async function getPage(slug: string, kind: PageKind): Promise<PublicPage> {
  "use cache";
  cacheLife("page");
  cacheTag(`store:${slug}`);
  return document<PublicPage>(paths.page(slug, kind));
}

export async function getCollections(slug: string): Promise<CollectionSummary[]> {
  "use cache";
  cacheLife("page");
  cacheTag(`store:${slug}`);
  return (await document<PublicCollectionList>(paths.collections(slug))).items;
}

export async function getCollection(slug: string, collection: string, page: number): Promise<PublicCollection> {
  "use cache";
  cacheLife("page");
  cacheTag(`store:${slug}`);
  return document<PublicCollection>(paths.collection(slug, collection, page));
}

/** The collections where they are beside the point: a page is worth showing without them. */
export async function collectionsOrNone(slug: string): Promise<CollectionSummary[]> {
  try {
    return await getCollections(slug);
  } catch {
    return [];
  }
}

/** For one request. null: this search cannot be asked, such as within a collection that is gone. */
export async function findProducts(slug: string, query: string): Promise<SearchAnswer | null> {
  const path = paths.search(slug, query);
  const answer = await askOnce<SearchAnswer>(path);
  if (answer.kind === "missing") return null;
  if (answer.kind !== "ok") throw new DocumentUnavailableError(path, answer.kind);
  return answer.body;
}

/** For one request: an order belongs to its shopper and is never kept. */
export async function getOrder(slug: string, { id, token }: OrderLink): Promise<PublicOrder> {
  const answer = await askOnce<PublicOrder>(paths.order(slug, id, token));
  if (answer.kind !== "ok") throw new DocumentUnavailableError(`/orders/${id}`, answer.kind);
  return answer.body;
}
