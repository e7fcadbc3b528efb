import { cacheLife, cacheTag } from "next/cache";
import type { PublicProduct, PublicProductList, PublicStore } from "@tradewind/api-client";
import { askFresh, paths } from "./api/upstream";

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
