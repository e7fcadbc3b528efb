import http from "node:http";

/** The smallest public API a page can be rendered from: one open store with one of everything. */
const money = (amount) => ({ amount, currency: "USD" });
const variant = (id, size) => ({
  id,
  name: size,
  options: { Size: size },
  price: money(2900),
  compare_at_price: null,
  available: true,
  low_stock: false,
  image_id: null,
});
const image = { id: "img_1", alt: "A mug", width: 800, height: 800, sources: [{ width: 800, url: "http://localhost/mug.webp" }] };
const store = {
  id: "str_1",
  name: "Stub",
  slug: "stub",
  niche: "other",
  description: "A store to measure by.",
  currency: "USD",
  locale: "en-US",
  status: "active",
  contact_email: "hello@stub.test",
  branding: { preset: "quiet", accent: "#1f2a2b", on_accent: "#ffffff", background: "light", fonts: "geist", radius: "sharp", logo: null },
  announcement: { text: "New mugs are in", href: "/collections/tea" },
  pages: [{ kind: "terms", title: "Terms" }],
};
const product = {
  id: "prd_1",
  slug: "mug",
  title: "Mug",
  description: "A mug.\n\n- Holds tea",
  price: money(2900),
  price_max: money(2900),
  compare_at_price: null,
  available: true,
  options: [{ name: "Size", values: ["Small", "Large"] }],
  variants: [variant("var_1", "Small"), variant("var_2", "Large")],
  images: [image],
  tags: [],
  seo: { title: "Mug", description: "A mug." },
  low_stock: false,
  collections: [],
  updated_at: "2026-01-01T00:00:00Z",
};
const card = { ...product, variant_count: 2, image, second_image: null };
const cards = [card, { ...card, id: "prd_2", slug: "bowl", title: "Bowl" }];
const collection = { id: "col_1", slug: "tea", title: "Tea", description: "For tea.", image: null, product_count: 2 };
const page = {
  kind: "terms",
  title: "Terms",
  blocks: [{ type: "paragraph", text: "Short and fair.", items: [] }],
  contact_email: null,
  address: [],
  updated_at: "2026-01-01T00:00:00Z",
};
const facets = {
  collections: [{ slug: "tea", title: "Tea", count: 2 }],
  price: { min: money(2900), max: money(2900) },
  options: [{ name: "Size", values: [{ value: "Small", count: 2 }] }],
  in_stock: 2,
};
const order = {
  id: "ord_1",
  number: 1,
  status: "shipped",
  payment_status: "paid",
  placed_at: "2026-01-01T00:00:00Z",
  customer_name: "Ann",
  customer_email: "ann@stub.test",
  lines: [{ title: "Mug", variant_name: "Small", image_url: "", quantity: 1, unit_price: money(2900), total: money(2900) }],
  subtotal: money(2900),
  discount: null,
  shipping: null,
  tax: null,
  total: money(2900),
  refunded: money(0),
  shipping_address: null,
  fulfillments: [],
};
const home = "/api/v1/public/stores/stub";
const documents = {
  [home]: store,
  [`${home}/products`]: { items: cards, next_cursor: null, total: 2 },
  [`${home}/products/mug`]: product,
  [`${home}/collections`]: { items: [collection], total: 1 },
  [`${home}/collections/tea`]: { ...collection, sort: "manual", seo: product.seo, updated_at: product.updated_at, items: cards, total: 2, page: 1, pages: 1 },
  [`${home}/search`]: { items: cards, total: 2, page: 1, pages: 1, facets, did_you_mean: null },
  [`${home}/pages/terms`]: page,
  [`${home}/orders/ord_1`]: order,
};

export async function startStubApi() {
  const server = http.createServer((request, response) => {
    const body = documents[new URL(request.url, "http://stub").pathname];
    response.writeHead(body ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(body ?? { code: "store_not_found" }));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
