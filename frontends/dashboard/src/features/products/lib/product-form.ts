import type { CreateProduct, Money, Product, ProductVariant, UpdateProduct, VariantInput } from "@tradewind/api-client";
import { parseMoney, toMoneyInput } from "@tradewind/ui/lib/money";
import { type Axis, blankRow, rebuildRows, type VariantRow } from "./variants";

/** What the form holds: texts as typed, parsed when they are checked and sent. */
export interface ProductFormValues {
  title: string;
  description: string;
  status: Product["status"];
  price: string;
  compareAt: string;
  cost: string;
  tags: string;
  slug: string;
  seoTitle: string;
  seoDescription: string;
  axes: Axis[];
  variants: VariantRow[];
}

/** The store's way of writing money. */
export interface MoneyContext {
  currency: string;
  locale: string;
}

export interface ImageChoice {
  id: string;
  alt: string;
}

export function emptyForm(): ProductFormValues {
  return {
    title: "",
    description: "",
    status: "draft",
    price: "",
    compareAt: "",
    cost: "",
    tags: "",
    slug: "",
    seoTitle: "",
    seoDescription: "",
    axes: [],
    variants: [blankRow("new:only")],
  };
}

export function formOf(product: Product, { locale }: MoneyContext): ProductFormValues {
  const axes: Axis[] = product.options.map((option, index) => ({
    id: `axis-${index}`,
    name: option.name,
    values: option.values.map((label) => ({ id: label.toLocaleLowerCase(), label })),
  }));
  const rows = product.variants.map((variant) => rowOf(variant, axes, locale));
  return {
    title: product.title,
    description: product.description,
    status: product.status,
    price: toMoneyInput(product.price, locale),
    compareAt: toMoneyInput(product.compare_at_price, locale),
    cost: toMoneyInput(product.cost, locale),
    tags: product.tags.join(", "),
    slug: product.slug,
    seoTitle: product.seo_title,
    seoDescription: product.seo_description,
    axes,
    variants: rebuildRows(axes, rows, { missing: "not_sold" }),
  };
}

function rowOf(variant: ProductVariant, axes: readonly Axis[], locale: string): VariantRow {
  const cells = Object.fromEntries(
    axes.flatMap((axis) => {
      const value = axis.values.find((one) => one.label === variant.options[axis.name]);
      return value ? [[axis.id, value.id]] : [];
    }),
  );
  return {
    key: variant.id,
    id: variant.id,
    cells,
    name: axes.length === 0 && variant.name !== "Default" ? variant.name : "",
    sold: true,
    sku: variant.sku,
    price: toMoneyInput(variant.price, locale),
    cost: toMoneyInput(variant.cost, locale),
    tracked: variant.inventory_count !== null,
    stock: variant.inventory_count === null ? "" : String(variant.inventory_count),
    compareAt: toMoneyInput(variant.compare_at_price, locale),
    imageId: variant.image_id,
  };
}

export function soldRows(values: ProductFormValues): VariantRow[] {
  return values.variants.filter((row) => row.sold);
}

export function tagsOf(text: string): string[] {
  const tags = text.split(",").map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ""))];
}

function moneyOf(text: string, { currency, locale }: MoneyContext): Money | null {
  const parsed = parseMoney(text, currency, locale);
  return parsed.ok ? parsed.money : null;
}

function stockOf(row: VariantRow): number | null {
  return row.tracked ? Number(row.stock.trim()) : null;
}

/**
 * A variant as it is sent.
 *
 * A saved variant carries its stock only where the person changed it: shoppers may have bought since the form was
 * opened, and sending the number seen then would bring sold pieces back.
 */
function variantInput(
  row: VariantRow,
  values: ProductFormValues,
  before: VariantRow | undefined,
  images: readonly ImageChoice[],
  money: MoneyContext,
): VariantInput {
  const options = Object.fromEntries(
    values.axes.flatMap((axis) => {
      const value = axis.values.find((one) => one.id === row.cells[axis.id]);
      return value ? [[axis.name.trim(), value.label.trim()]] : [];
    }),
  );
  const input: VariantInput = {
    name: values.axes.length > 0 ? "" : row.name,
    sku: row.sku.trim(),
    price: moneyOf(row.price, money),
    compare_at_price: moneyOf(row.compareAt, money),
    cost: moneyOf(row.cost, money),
    options,
    // A variant cannot show a picture that has left the product.
    image_id: images.some((image) => image.id === row.imageId) ? row.imageId : null,
  };
  if (row.id) input.id = row.id;
  if (!before || stockOf(before) !== stockOf(row)) input.inventory_count = stockOf(row);
  return input;
}

function commonBody(values: ProductFormValues, images: readonly ImageChoice[], money: MoneyContext) {
  return {
    title: values.title.trim(),
    description: values.description.trim(),
    price: moneyOf(values.price, money) ?? { amount: 0, currency: money.currency },
    compare_at_price: moneyOf(values.compareAt, money),
    cost: moneyOf(values.cost, money),
    options: values.axes.map((axis) => ({
      name: axis.name.trim(),
      values: axis.values.map((value) => value.label.trim()),
    })),
    images: images.map(({ id, alt }) => ({ id, alt: alt.trim() })),
    status: values.status,
    seo_title: values.seoTitle.trim(),
    seo_description: values.seoDescription.trim(),
    tags: tagsOf(values.tags),
  };
}

export function createBody(values: ProductFormValues, images: readonly ImageChoice[], money: MoneyContext): CreateProduct {
  const slug = values.slug.trim();
  return {
    ...commonBody(values, images, money),
    variants: soldRows(values).map((row) => variantInput(row, values, undefined, images, money)),
    ...(slug ? { slug } : {}),
  };
}

/** @param before the form as it was loaded, to tell what the person changed. */
export function updateBody(
  values: ProductFormValues,
  before: ProductFormValues,
  images: readonly ImageChoice[],
  version: number,
  money: MoneyContext,
): UpdateProduct {
  const loaded = new Map(before.variants.flatMap((row) => (row.id ? [[row.id, row] as const] : [])));
  const slug = values.slug.trim();
  return {
    ...commonBody(values, images, money),
    variants: soldRows(values).map((row) => variantInput(row, values, row.id ? loaded.get(row.id) : undefined, images, money)),
    ...(slug && slug !== before.slug ? { slug } : {}),
    version,
  };
}

const FIELD_NAMES: Record<string, string> = {
  compare_at_price: "compareAt",
  seo_title: "seoTitle",
  seo_description: "seoDescription",
  inventory_count: "stock",
  options: "axes",
};

/**
 * The form's path for a field the API refused, or null for one the form does not show.
 *
 * Variants are counted among the sold ones in a request, among all rows in the form.
 */
export function formPathOf(field: string, values: ProductFormValues): string | null {
  const [head = "", index, ...rest] = field.split(".");
  if (head === "variants" && index !== undefined) {
    const row = soldRows(values)[Number(index)];
    if (!row) return null;
    const name = FIELD_NAMES[rest[0] ?? ""] ?? rest[0];
    const shown = ["price", "compareAt", "cost", "sku", "stock"].includes(name ?? "");
    return shown ? `variants.${values.variants.indexOf(row)}.${name}` : null;
  }
  if (head === "options") return index === undefined ? null : `axes.${index}`;
  const name = FIELD_NAMES[head] ?? head;
  const known = ["title", "description", "status", "price", "compareAt", "cost", "tags", "slug", "seoTitle", "seoDescription"];
  return known.includes(name) ? name : null;
}
