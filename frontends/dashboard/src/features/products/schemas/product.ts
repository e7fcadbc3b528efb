import type { Resolver } from "react-hook-form";
import { chargeStep, currencyExponent, parseMoney, toDecimalString } from "@tradewind/ui/lib/money";
import { SLUG_PATTERN } from "@/features/stores/lib/slug";
import { type Report, rulesResolver } from "@/lib/form-rules";
import { messages } from "@/lib/messages";
import { type MoneyContext, type ProductFormValues, tagsOf } from "../lib/product-form";
import { MAX_VARIANTS } from "../lib/variants";

const t = messages.products;

/** The largest single price, in minor units: what the payment provider charges at most. */
const MAX_PRICE = 99_999_999;
const MAX_STOCK = 1_000_000;

/**
 * The rules of the product form for a store's currency; the API has the last word on all of them.
 *
 * Plain functions and no schema: nearly every rule looks at the currency, at other rows or at other options.
 */
export function productResolver(money: MoneyContext): Resolver<ProductFormValues> {
  return rulesResolver((values, report) => checkProduct(values, money, report));
}

export function checkProduct(values: ProductFormValues, money: MoneyContext, report: Report): void {
  checkTexts(values, report);
  checkMoney(values.price, ["price"], report, money, { required: true, aboveZero: true });
  checkMoney(values.compareAt, ["compareAt"], report, money);
  checkMoney(values.cost, ["cost"], report, money);
  checkAxes(values, report);
  checkVariants(values, report, money);
}

function checkTexts(values: ProductFormValues, report: Report): void {
  const title = values.title.trim();
  if (title === "") report(["title"], t.errors.title);
  if (title.length > 200) report(["title"], t.errors.titleLong);
  if (values.description.length > 20_000) report(["description"], t.errors.descriptionLong);
  if (values.seoTitle.trim().length > 200) report(["seoTitle"], t.errors.seoLong(200));
  if (values.seoDescription.trim().length > 500) report(["seoDescription"], t.errors.seoLong(500));
  const slug = values.slug.trim();
  if (slug !== "" && (slug.length > 100 || !SLUG_PATTERN.test(slug))) report(["slug"], t.errors.slug);
  const tags = tagsOf(values.tags);
  if (tags.length > 40) report(["tags"], t.errors.tagsMany);
  else if (tags.some((tag) => tag.length > 40)) report(["tags"], t.errors.tagLong);
}

function checkMoney(
  text: string,
  path: (string | number)[],
  report: Report,
  { currency, locale }: MoneyContext,
  { required = false, aboveZero = false } = {},
): void {
  const parsed = parseMoney(text, currency, locale);
  if (!parsed.ok) {
    if (parsed.reason === "empty") {
      if (required) report(path, t.errors.price);
    } else if (parsed.reason === "too_precise") {
      report(path, t.errors.too_precise(currencyExponent(currency)));
    } else {
      report(path, t.errors[parsed.reason]);
    }
    return;
  }
  const step = chargeStep(currency);
  if (aboveZero && parsed.money.amount % step !== 0) report(path, messages.common.money.step(toDecimalString(step, currencyExponent(currency))));
  if (parsed.money.amount > MAX_PRICE) report(path, t.errors.too_large);
  if (aboveZero && parsed.money.amount === 0) report(path, t.errors.priceZero);
}

function checkAxes({ axes }: ProductFormValues, report: Report): void {
  const names = axes.map((axis) => axis.name.trim().toLocaleLowerCase());
  axes.forEach((axis, index) => {
    const values = axis.values.map((value) => value.label.trim().toLocaleLowerCase());
    const twice = axis.values.find((_, at) => values.indexOf(values[at]!) !== at);
    if (names[index] === "") report(["axes", index], t.options.nameMissing);
    else if (names.indexOf(names[index]!) !== index) report(["axes", index], t.options.nameTwice);
    else if (values.length === 0) report(["axes", index], t.options.valuesMissing);
    else if (values.includes("")) report(["axes", index], t.options.valueEmpty);
    else if (twice) report(["axes", index], t.options.valueTwice(twice.label.trim()));
  });
}

function checkVariants({ variants }: ProductFormValues, report: Report, money: MoneyContext): void {
  const sold = variants.filter((row) => row.sold);
  if (sold.length === 0) report(["variants"], t.errors.noVariant);
  if (sold.length > MAX_VARIANTS) report(["variants"], t.options.tooMany(sold.length, MAX_VARIANTS));
  const skus = new Set<string>();
  variants.forEach((row, index) => {
    if (!row.sold) return;
    const at = (field: string) => ["variants", index, field];
    checkMoney(row.price, at("price"), report, money, { aboveZero: true });
    checkMoney(row.compareAt, at("compareAt"), report, money);
    checkMoney(row.cost, at("cost"), report, money);
    const sku = row.sku.trim().toLocaleLowerCase();
    if (sku !== "" && skus.has(sku)) report(at("sku"), t.errors.skuTwice);
    else skus.add(sku);
    if (!row.tracked) return;
    const stock = row.stock.trim();
    if (stock === "") report(at("stock"), t.errors.stockMissing);
    else if (!/^\d{1,7}$/.test(stock) || Number(stock) > MAX_STOCK) report(at("stock"), t.errors.stock);
  });
}
