import { storeOrigin } from "@/lib/config";
import { collectionsOrNone, getProductPage, getStore } from "@/lib/data";
import { collectionPath, productPath } from "@/lib/links";
import { pagePath, publishedPages } from "@/lib/pages";
import { sitemapXml } from "@/lib/sitemap";
import { isStoreSlug } from "@/lib/tenant";

const PAGE_SIZE = 24;
const MAX_PAGES = 400;
const AT_ONCE = 8;

export async function GET(_request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const { slug } = await params;
  if (!isStoreSlug(slug)) return new Response(null, { status: 404 });
  const origin = storeOrigin(slug);
  const [store, collections, first] = await Promise.all([getStore(slug), collectionsOrNone(slug), getProductPage(slug, 1)]);
  const pages = Math.min(MAX_PAGES, Math.ceil(first.total / PAGE_SIZE));
  const items = [...first.items];
  for (let from = 2; from <= pages; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, pages - from + 1) }, (_, index) => from + index);
    const lists = await Promise.all(numbers.map((number) => getProductPage(slug, number)));
    items.push(...lists.flatMap((list) => list.items));
  }
  const paths = [
    "/",
    "/products",
    ...(collections.length > 0 ? ["/collections"] : []),
    ...collections.map((collection) => collectionPath(collection.slug)),
    ...items.map((item) => productPath(item.slug)),
    ...publishedPages(store).map((page) => pagePath(page.kind)),
  ];
  const body = sitemapXml(paths.map((path) => origin + path));
  return new Response(body, {
    headers: { "content-type": "application/xml; charset=utf-8", "cache-control": "public, max-age=300, s-maxage=300" },
  });
}
