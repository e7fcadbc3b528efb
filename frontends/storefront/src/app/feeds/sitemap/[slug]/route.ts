import { storeOrigin } from "@/lib/config";
import { getProductPage } from "@/lib/data";
import { sitemapXml } from "@/lib/sitemap";
import { isStoreSlug } from "@/lib/tenant";

const PAGE_SIZE = 24;
const MAX_PAGES = 400;
const AT_ONCE = 8;

export async function GET(_request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const { slug } = await params;
  if (!isStoreSlug(slug)) return new Response(null, { status: 404 });
  const origin = storeOrigin(slug);
  const first = await getProductPage(slug, 1);
  const pages = Math.min(MAX_PAGES, Math.ceil(first.total / PAGE_SIZE));
  const items = [...first.items];
  for (let from = 2; from <= pages; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, pages - from + 1) }, (_, index) => from + index);
    const lists = await Promise.all(numbers.map((number) => getProductPage(slug, number)));
    items.push(...lists.flatMap((list) => list.items));
  }
  const body = sitemapXml([`${origin}/`, `${origin}/products`, ...items.map((item) => `${origin}/products/${item.slug}`)]);
  return new Response(body, {
    headers: { "content-type": "application/xml; charset=utf-8", "cache-control": "public, max-age=300, s-maxage=300" },
  });
}
