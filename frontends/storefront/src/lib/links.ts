/** How a link inside a store is written: where the store is named by the query, every link carries it on. */
export function storeHref(address: { slug: string; byQuery: boolean }, path: string): string {
  if (!address.byQuery) return path;
  const [before = "", query = ""] = path.split("?");
  const params = new URLSearchParams(query);
  params.set("store", address.slug);
  return `${before}?${params}`;
}

export const productPath = (slug: string, variantId?: string): string =>
  `/products/${slug}${variantId ? `?variant=${encodeURIComponent(variantId)}` : ""}`;

export const listPath = (page: number): string => (page > 1 ? `/products?page=${page}` : "/products");

export const collectionPath = (slug: string, page = 1): string =>
  page > 1 ? `/collections/${slug}?page=${page}` : `/collections/${slug}`;

/** The page numbers to link: both ends, the neighbours, `null` for a gap. */
export function pageWindow(current: number, count: number): (number | null)[] {
  const wanted = [1, current - 1, current, current + 1, count].filter((page) => page >= 1 && page <= count);
  const pages = [...new Set(wanted)].sort((a, b) => a - b);
  return pages.flatMap((page, index) => {
    const gap = page - (pages[index - 1] ?? page);
    if (gap === 2) return [page - 1, page];
    return gap > 2 ? [null, page] : [page];
  });
}
