import { currencyExponent, toDecimalString } from "@tradewind/ui/lib/money";

export const SORTS = ["relevance", "newest", "price_asc", "price_desc", "title"] as const;
export type Sort = (typeof SORTS)[number];

/** What a shopper asks for. Prices stand as they were typed, in units of the store's currency: `12.50`. */
export interface Search {
  q: string;
  collection: string | null;
  priceMin: string;
  priceMax: string;
  /** `Size:M` */
  options: readonly string[];
  inStock: boolean;
  sort: Sort | null;
  page: number;
}

export const EMPTY_SEARCH: Search = {
  q: "",
  collection: null,
  priceMin: "",
  priceMax: "",
  options: [],
  inStock: false,
  sort: null,
  page: 1,
};

const MAX_WORDS = 100;
const MAX_OPTIONS = 20;
const MAX_OPTION = 120;
const PRICE = /^\d{1,9}(?:[.,]\d{0,3})?$/;

/** The search in an address. What is not one of its parameters, or cannot be a value of it, is left out. */
export function readSearch(query: URLSearchParams): Search {
  const collection = query.get("collection") ?? "";
  const sort = SORTS.find((known) => known === query.get("sort")) ?? null;
  const page = query.get("page") ?? "";
  return {
    q: (query.get("q") ?? "").replace(/\s+/g, " ").trim().slice(0, MAX_WORDS).trim(),
    collection: /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(collection) && collection.length <= 120 ? collection : null,
    priceMin: readPrice(query.get("price_min")),
    priceMax: readPrice(query.get("price_max")),
    options: readOptions(query.getAll("option")),
    inStock: query.get("in_stock") === "1",
    sort,
    page: /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1,
  };
}

function readPrice(text: string | null): string {
  const typed = (text ?? "").trim();
  return PRICE.test(typed) ? typed.replace(",", ".").replace(/\.$/, "") : "";
}

function readOptions(values: readonly string[]): string[] {
  const plausible = values.map((value) => value.trim()).filter((value) => /^[^:]+:.+$/.test(value) && value.length <= MAX_OPTION);
  return [...new Set(plausible)].sort().slice(0, MAX_OPTIONS);
}

/** The search as an address writes it: one way only, without what is not chosen. */
export function searchQuery(search: Search): string {
  const query = new URLSearchParams();
  if (search.q) query.set("q", search.q);
  if (search.collection) query.set("collection", search.collection);
  if (search.priceMin) query.set("price_min", search.priceMin);
  if (search.priceMax) query.set("price_max", search.priceMax);
  for (const option of search.options) query.append("option", option);
  if (search.inStock) query.set("in_stock", "1");
  if (search.sort) query.set("sort", search.sort);
  if (search.page > 1) query.set("page", String(search.page));
  return query.toString();
}

export function searchPath(search: Search): string {
  const query = searchQuery(search);
  return query ? `/search?${query}` : "/search";
}

/** The query of the API: prices in minor units, the lower one first. */
export function apiQuery(search: Search, currency: string): string {
  const query = new URLSearchParams(searchQuery(search));
  const exponent = currencyExponent(currency);
  const [low, high] = [minorUnits(search.priceMin, exponent), minorUnits(search.priceMax, exponent)];
  const swapped = low !== null && high !== null && low > high;
  setOrDelete(query, "price_min", swapped ? high : low);
  setOrDelete(query, "price_max", swapped ? low : high);
  query.delete("in_stock");
  if (search.inStock) query.set("in_stock", "true");
  return query.toString();
}

function setOrDelete(query: URLSearchParams, name: string, amount: number | null): void {
  if (amount === null) query.delete(name);
  else query.set(name, String(amount));
}

/** `12.5` with two digits is 1250; digits beyond the currency's are dropped. */
export function minorUnits(text: string, exponent: number): number | null {
  if (!text) return null;
  const [whole = "0", digits = ""] = text.split(".");
  return Number(whole + digits.slice(0, exponent).padEnd(exponent, "0"));
}

/** What a price field suggests: a bound of the found products, without useless decimals. */
export function priceHint(amount: number, currency: string, round: "down" | "up"): string {
  const exponent = currencyExponent(currency);
  const unit = 10 ** exponent;
  const whole = round === "down" ? Math.floor(amount / unit) : Math.ceil(amount / unit);
  return toDecimalString(whole * unit, exponent).replace(/\.0+$/, "");
}

/** Whether anything but the words is asked. */
export function isFiltered(search: Search): boolean {
  return search.collection !== null || !!search.priceMin || !!search.priceMax || search.options.length > 0 || search.inStock;
}

/** The order found products come in by themselves, and the others there are. */
export function sortChoices({ q, collection }: Pick<Search, "q" | "collection">): { usual: Sort | "arranged"; others: Sort[] } {
  const usual = q ? "relevance" : collection ? "arranged" : "newest";
  return { usual, others: SORTS.filter((sort) => sort !== usual && (sort !== "relevance" || q !== "")) };
}

/** Another search, from its first page. */
export const withSearch = (search: Search, change: Partial<Search>): Search => ({ ...search, page: 1, ...change });
