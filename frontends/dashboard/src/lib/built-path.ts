const STATIC_SEGMENTS = new Set(["new", "_"]);

/**
 * The page that was built for an address: `/stores/str_1/orders/ord_2` is `/stores/_/orders/_`.
 *
 * Ids stand after `stores`, `products` and `orders`; pages read them from the address, see `route-ids`.
 */
export function builtPath(pathname: string): string {
  const segments = pathname.split("/");
  if (segments[1] !== "stores") return pathname;
  const replace = (at: number) => {
    const segment = segments[at];
    if (segment && !STATIC_SEGMENTS.has(segment)) segments[at] = "_";
  };
  replace(2);
  if (segments[3] === "products" || segments[3] === "orders") replace(4);
  return segments.join("/");
}
