const STATIC_SEGMENTS = new Set(["new", "_"]);
/** Below a store, what has pages with an id. */
const WITH_IDS = new Set(["products", "orders", "collections", "imports"]);

/**
 * The page that was built for an address: `/stores/str_1/orders/ord_2` is `/stores/_/orders/_`.
 *
 * Ids stand after `stores` and, below a store, after the names in `WITH_IDS`; pages read them from the address, see `route-ids`. The same rule
 * holds for the data files beside the pages of an exported build (`/stores/str_1.txt`,
 * `/stores/str_1/__next._tree.txt`), so that a CDN can follow it as it stands.
 */
export function builtPath(pathname: string): string {
  const segments = pathname.split("/");
  if (segments[1] !== "stores") return pathname;
  const replace = (at: number) => {
    const [, name = "", suffix = ""] = /^(.*?)(\.txt|\.html)?$/.exec(segments[at] ?? "") ?? [];
    if (name && !name.startsWith("__next.") && !STATIC_SEGMENTS.has(name)) segments[at] = `_${suffix}`;
  };
  replace(2);
  if (WITH_IDS.has(segments[3] ?? "")) replace(4);
  return segments.join("/");
}
