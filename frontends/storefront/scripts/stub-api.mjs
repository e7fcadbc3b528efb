import http from "node:http";

/** The smallest public API a page can be rendered from: one open store with one product in two variants. */
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
const documents = {
  "/api/v1/public/stores/stub": store,
  "/api/v1/public/stores/stub/products": { items: [card, { ...card, id: "prd_2", slug: "bowl", title: "Bowl" }], next_cursor: null, total: 2 },
  "/api/v1/public/stores/stub/products/mug": product,
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
