import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Product, Store, UpdateProduct } from "@tradewind/api-client";
import { StoreProvider } from "@/features/stores/store-context";
import { createQueryClient } from "@/lib/query";
import { ProductForm } from "./product-form";

const router = { push: vi.fn(), replace: vi.fn() };
vi.mock("next/navigation", () => ({ useRouter: () => router }));

const usd = (amount: number) => ({ amount, currency: "USD" });
const at = "2026-01-01T00:00:00Z";
const store: Store = {
  id: "str_1",
  name: "Harbour",
  slug: "harbour",
  niche: "other",
  description: "",
  status: "active",
  held: null,
  role: "owner",
  currency: "USD",
  locale: "en-US",
  timezone: "UTC",
  storefront_url: "http://harbour.localhost:3001",
  contact_email: null,
  address: null,
  branding: {
    preset: null,
    accent: null,
    background: null,
    fonts: null,
    radius: null,
    logo_image_id: null,
    look: { preset: "quiet", accent: "#1f2a2b", on_accent: "#ffffff", background: "light", fonts: "geist", radius: "sharp" },
  },
  announcement: null,
  deleted_at: null,
  erased_after: null,
  version: 1,
  created_at: at,
  updated_at: at,
};
const product: Product = {
  id: "prd_1",
  store_id: "str_1",
  title: "Mug",
  slug: "mug",
  description: "",
  status: "draft",
  price: usd(2000),
  compare_at_price: null,
  cost: null,
  price_min: usd(2000),
  price_max: usd(2000),
  options: [{ name: "Size", values: ["S", "M"] }],
  variants: ["S", "M"].map((size) => ({
    id: `var_${size}`,
    name: size,
    sku: "",
    price: null,
    compare_at_price: null,
    cost: null,
    options: { Size: size },
    inventory_count: 7,
    reserved_count: 0,
    image_id: null,
  })),
  inventory_total: 14,
  images: [],
  tags: [],
  seo_title: "",
  seo_description: "",
  source: null,
  published_url: null,
  warnings: [],
  version: 4,
  created_at: at,
  updated_at: at,
};

const sent: UpdateProduct[] = [];
let answers: ((body: UpdateProduct) => Response)[] = [];
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

beforeEach(() => {
  sent.length = 0;
  answers = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.method === "GET") return json({ items: [], next_cursor: null, total: 0 });
    const body = (await request.json()) as UpdateProduct;
    sent.push(body);
    const answer = answers.shift();
    return answer ? answer(body) : json({ ...product, title: body.title, version: 5 });
  });
});

function open(shown: Product | null, access: Partial<Store> = {}) {
  render(
    <QueryClientProvider client={createQueryClient()}>
      <StoreProvider store={{ ...store, ...access }}>
        <ProductForm product={shown} />
      </StoreProvider>
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

const retype = async (user: ReturnType<typeof userEvent.setup>, label: string, text: string) => {
  const input = screen.getByLabelText(label);
  await user.clear(input);
  await user.type(input, text);
};

describe("the product form", () => {
  it("saves a new title without touching the stock", async () => {
    const user = open(product);
    await retype(user, "Title", "Mugs");
    await user.click(screen.getByRole("button", { name: "Save changes" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({ title: "Mugs", version: 4 });
    expect(sent[0]?.variants?.map((variant) => [variant.id, "inventory_count" in variant])).toEqual([
      ["var_S", false],
      ["var_M", false],
    ]);
  });

  it("sends the stock of the variant that was changed, then goes on from the saved version", async () => {
    const user = open(product);
    await retype(user, "Stock of S", "9");
    await user.click(screen.getByRole("button", { name: "Save changes" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.variants?.map((variant) => variant.inventory_count)).toEqual([9, undefined]);

    await retype(user, "Title", "Mugs");
    await user.click(screen.getByRole("button", { name: "Save changes" }));
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]?.version).toBe(5);
  });

  it("puts a refused SKU where it belongs and keeps what was typed", async () => {
    answers = [
      () => json({ code: "sku_taken", title: "Taken", status: 409, instance: "req_1", errors: [{ field: "body.variants.1.sku", message: "Used by Bowl.", code: "sku_taken" }] }, 409),
    ];
    const user = open(product);
    await retype(user, "SKU of M", "A-1");
    await user.click(screen.getByRole("button", { name: "Save changes" }));
    expect(await screen.findByText("Used by Bowl.")).toBeInTheDocument();
    expect(screen.getByLabelText("SKU of M")).toHaveValue("A-1");
    expect(screen.getByLabelText("SKU of M")).toHaveAccessibleDescription("Used by Bowl.");
  });

  it("asks before it puts a save over somebody else's", async () => {
    const current = { ...product, title: "Mug, blue", version: 6 };
    answers = [() => json({ code: "stale_version", title: "Stale", status: 409, current }, 409)];
    const user = open(product);
    await retype(user, "Title", "Mugs");
    await user.click(screen.getByRole("button", { name: "Save changes" }));
    await user.click(await screen.findByRole("button", { name: "Save mine over it" }));
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]).toMatchObject({ title: "Mugs", version: 6 });
  });

  it("does not send what the rules refuse", async () => {
    const user = open(null);
    await retype(user, "Price", "1.999");
    await user.click(screen.getByRole("button", { name: "Save product" }));
    expect(await screen.findByText("Use at most 2 decimals.")).toBeInTheDocument();
    expect(screen.getByText("2 fields need attention. Nothing was saved.")).toBeInTheDocument();
    expect(sent).toHaveLength(0);
  });

  it("sends the same idempotency key when a creation is tried again", async () => {
    const keys: (string | null)[] = [];
    vi.stubGlobal("fetch", async (request: Request) => {
      if (request.method === "GET") return json({ items: [], next_cursor: null, total: 0 });
      keys.push(request.headers.get("Idempotency-Key"));
      if (keys.length === 1) throw new TypeError("cut off");
      return json({ ...product, id: "prd_9" }, 201);
    });
    const user = open(null);
    await retype(user, "Title", "Mug");
    await retype(user, "Price", "20");
    await user.click(screen.getByRole("button", { name: "Save product" }));
    expect(await screen.findByText("The server cannot be reached")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Save product" }));
    await waitFor(() => expect(router.replace).toHaveBeenCalledWith("/stores/str_1/products/prd_9"));
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).toBe(keys[0]);
  });

  it("shows a viewer what is in it and takes no changes", () => {
    open(product, { role: "viewer" });
    expect(screen.getByLabelText("Title")).toHaveValue("Mug");
    for (const box of screen.getAllByRole("textbox")) expect(box).toBeDisabled();
    expect(screen.queryByRole("button", { name: "Save changes" })).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "More actions" })).not.toBeInTheDocument();
  });

  it("lets a product of a held store be archived and nothing else", async () => {
    const user = open(product, { held: "unpaid" });
    expect(screen.getByLabelText("Title")).toBeDisabled();
    expect(screen.queryByRole("button", { name: "Save changes" })).not.toBeInTheDocument();
    screen.getByRole("button", { name: "More actions" }).focus();
    await user.keyboard("{Enter}");
    expect(screen.getAllByRole("menuitem").map((item) => item.textContent)).toEqual(["Archive"]);
  });
});
