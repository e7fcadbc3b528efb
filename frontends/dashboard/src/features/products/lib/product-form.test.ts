import { describe, expect, it } from "vitest";
import type { Product } from "@tradewind/api-client";
import { createBody, emptyForm, formOf, formPathOf, tagsOf, updateBody } from "./product-form";
import { rebuildRows } from "./variants";

const money = { currency: "USD", locale: "en-US" };
const usd = (amount: number) => ({ amount, currency: "USD" });
const variant = (id: string, options: Record<string, string>, inventory_count: number | null): Product["variants"][number] => ({
  id,
  name: Object.values(options).join(" / ") || "Default",
  sku: `SKU-${id}`,
  price: null,
  compare_at_price: usd(3000),
  cost: null,
  options,
  inventory_count,
  reserved_count: 0,
  image_id: "img_1",
});
const product: Product = {
  id: "prd_1",
  store_id: "str_1",
  title: "Mug",
  slug: "mug",
  description: "",
  status: "active",
  price: usd(2000),
  compare_at_price: null,
  cost: usd(800),
  price_min: usd(2000),
  price_max: usd(2000),
  options: [{ name: "Size", values: ["S", "M"] }],
  variants: [variant("var_s", { Size: "S" }, 7), variant("var_m", { Size: "M" }, null)],
  inventory_total: null,
  images: [],
  tags: ["kitchen", "gift"],
  seo_title: "",
  seo_description: "",
  source: null,
  published_url: null,
  warnings: [],
  version: 4,
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
};

describe("saving an edited product", () => {
  it("sends ids and the version, and no stock that was not touched", () => {
    const before = formOf(product, money);
    const body = updateBody({ ...before, title: "Mugs" }, before, [{ id: "img_1", alt: " A mug " }], 4, money);
    expect(body).toMatchObject({ title: "Mugs", version: 4, price: usd(2000), cost: usd(800), images: [{ id: "img_1", alt: "A mug" }] });
    expect(body).not.toHaveProperty("slug");
    expect(body.variants?.map((one) => one.id)).toEqual(["var_s", "var_m"]);
    for (const one of body.variants ?? []) expect(one).not.toHaveProperty("inventory_count");
  });

  it("sends the stock of the one variant that was changed", () => {
    const before = formOf(product, money);
    const variants = before.variants.map((row) => (row.id === "var_s" ? { ...row, stock: "9" } : row));
    const body = updateBody({ ...before, variants }, before, [], 4, money);
    expect(body.variants?.[0]).toMatchObject({ id: "var_s", inventory_count: 9 });
    expect(body.variants?.[1]).not.toHaveProperty("inventory_count");
  });

  it("sends null where tracking was turned off, and a number where it was turned on", () => {
    const before = formOf(product, money);
    const variants = before.variants.map((row) =>
      row.id === "var_s" ? { ...row, tracked: false } : { ...row, tracked: true, stock: "3" },
    );
    const body = updateBody({ ...before, variants }, before, [], 4, money);
    expect(body.variants?.map((one) => one.inventory_count)).toEqual([null, 3]);
  });

  it("counts retyping the same number as no change", () => {
    const before = formOf(product, money);
    const variants = before.variants.map((row) => (row.id === "var_s" ? { ...row, stock: " 07 " } : row));
    const body = updateBody({ ...before, variants }, before, [], 4, money);
    expect(body.variants?.[0]).not.toHaveProperty("inventory_count");
  });

  it("sends the stock of a new variant, and keeps what the form does not show", () => {
    const before = formOf(product, money);
    const axes = [{ ...before.axes[0]!, values: [...before.axes[0]!.values, { id: "l", label: "L" }] }];
    const variants = rebuildRows(axes, before.variants);
    const body = updateBody({ ...before, axes, variants }, before, [{ id: "img_1", alt: "" }], 4, money);
    expect(body.options).toEqual([{ name: "Size", values: ["S", "M", "L"] }]);
    expect(body.variants?.[0]).toMatchObject({ id: "var_s", compare_at_price: usd(3000), image_id: "img_1" });
    expect(body.variants?.[2]).toMatchObject({ options: { Size: "L" }, inventory_count: 0 });
    expect(body.variants?.[2]).not.toHaveProperty("id");
  });

  it("lets go of the picture of a variant when it leaves the product", () => {
    const before = formOf(product, money);
    expect(updateBody(before, before, [], 4, money).variants?.[0]?.image_id).toBeNull();
  });

  it("leaves out combinations that are not sold", () => {
    const before = formOf(product, money);
    const variants = before.variants.map((row, index) => ({ ...row, sold: index === 0 }));
    expect(updateBody({ ...before, variants }, before, [], 4, money).variants).toHaveLength(1);
  });

  it("sends a changed address only", () => {
    const before = formOf(product, money);
    expect(updateBody({ ...before, slug: "mugs" }, before, [], 4, money).slug).toBe("mugs");
    expect(updateBody({ ...before, slug: "" }, before, [], 4, money)).not.toHaveProperty("slug");
  });
});

describe("creating a product", () => {
  it("parses prices by digits and always sends the stock", () => {
    const form = emptyForm();
    const variants = [{ ...form.variants[0]!, stock: "12", sku: " A-1 " }];
    const body = createBody({ ...form, title: " Mug ", price: "19.90", compareAt: "", variants }, [], money);
    expect(body).toMatchObject({ title: "Mug", price: usd(1990), compare_at_price: null, status: "draft" });
    expect(body.variants).toEqual([
      { name: "", sku: "A-1", price: null, compare_at_price: null, cost: null, options: {}, image_id: null, inventory_count: 12 },
    ]);
    expect(body).not.toHaveProperty("slug");
  });
});

describe("refused fields", () => {
  const before = formOf(product, money);
  const variants = [{ ...before.variants[0]!, sold: false }, before.variants[1]!];

  it("are found in the form, also where rows were left out", () => {
    expect(formPathOf("variants.0.sku", { ...before, variants })).toBe("variants.1.sku");
    expect(formPathOf("variants.0.inventory_count", before)).toBe("variants.0.stock");
    expect(formPathOf("variants.0.price.amount", before)).toBe("variants.0.price");
    expect(formPathOf("compare_at_price", before)).toBe("compareAt");
    expect(formPathOf("options.0.values", before)).toBe("axes.0");
  });

  it("are left for the banner where the form shows no such field", () => {
    expect(formPathOf("variants.0.options", before)).toBeNull();
    expect(formPathOf("variants.9.sku", before)).toBeNull();
    expect(formPathOf("images", before)).toBeNull();
    expect(formPathOf("version", before)).toBeNull();
  });
});

describe("tags", () => {
  it("are trimmed and once each", () => {
    expect(tagsOf(" kitchen, gift,, kitchen ")).toEqual(["kitchen", "gift"]);
  });
});
