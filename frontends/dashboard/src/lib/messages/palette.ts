/** Finding pages, actions, products and orders by typing. */
export const palette = {
  open: "Search",
  keys: { mac: "⌘ K", other: "Ctrl K" },
  title: "Search or jump to",
  placeholder: "Search or jump to",
  results: "Results",
  none: (words: string) => `Nothing matches "${words}".`,
  searching: "Searching",
  failed: "Products and orders could not be searched. Pages and actions still work.",
  count: (count: number) => (count === 1 ? "1 result" : `${count} results`),
  groups: { recent: "Recent", actions: "Actions", pages: "Pages", products: "Products", orders: "Orders", stores: "Stores" },
  actions: {
    newProduct: "Add product",
    importProducts: "Import products",
    newCollection: "Create collection",
    storefront: "Open storefront",
  },
  pages: {
    drafts: "Draft products",
    outOfStock: "Products out of stock",
  },
  hints: { move: "to move", open: "to open", close: "to close" },
};
