/** Money as the API speaks it: an integer count of minor units and an ISO 4217 code. */
export interface Money {
  amount: number;
  currency: string;
}

const words = (text: string) => text.trim().split(/\s+/);

const ZERO_DECIMAL = words("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF");
const THREE_DECIMAL = words("BHD JOD KWD OMR TND");
const TWO_DECIMAL = words(`
  AED ALL AMD ARS AUD AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BWP BZD CAD CHF CNY COP CRC CZK DKK DOP DZD EGP
  ETB EUR FJD GBP GEL GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD KES KGS KHR KYD KZT LAK LBP LKR MAD MDL
  MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD SAR SCR SEK
  SGD THB TJS TRY TTD TWD TZS UAH USD UYU UZS XCD YER ZAR ZMW`);

/** The currencies a store can sell in, as the API accepts them. */
export const CURRENCIES: readonly string[] = [...ZERO_DECIMAL, ...THREE_DECIMAL, ...TWO_DECIMAL].sort();

const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...ZERO_DECIMAL.map((code): [string, number] => [code, 0]),
  ...THREE_DECIMAL.map((code): [string, number] => [code, 3]),
]);

/** How many decimal digits the currency has: 2 for most, 0 for JPY, 3 for KWD, as the API counts them. */
export function currencyExponent(currency: string): number {
  return EXPONENTS.get(currency.toUpperCase()) ?? 2;
}

/**
 * The smallest difference between two amounts that can be charged, in minor units: 10 where there are three decimals,
 * 100 for ISK, else 1; as the API counts.
 */
export function chargeStep(currency: string): number {
  if (currencyExponent(currency) === 3) return 10;
  return currency === "ISK" ? 100 : 1;
}

/** `1299` with exponent 2 is `"12.99"`. Works on digits, so no amount loses precision. */
export function toDecimalString(amount: number, exponent: number): string {
  const sign = amount < 0 ? "-" : "";
  const digits = String(Math.abs(amount)).padStart(exponent + 1, "0");
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(locale: string | undefined, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale ?? ""}|${JSON.stringify(options)}`;
  let found = formatters.get(key);
  if (!found) {
    try {
      found = new Intl.NumberFormat(locale, options);
    } catch {
      found = new Intl.NumberFormat("en", { ...options, currency: undefined, style: "decimal" });
    }
    formatters.set(key, found);
  }
  return found;
}

export interface MoneyFormat {
  locale?: string;
  /** Drop the decimals of a whole amount: `$30` instead of `$30.00`. */
  short?: boolean;
}

/** Shows an amount the way `locale` writes it, with the decimals its currency has. */
export function formatMoney(money: Money, { locale, short = false }: MoneyFormat = {}): string {
  const exponent = currencyExponent(money.currency);
  const decimals = short && money.amount % 10 ** exponent === 0 ? 0 : exponent;
  const decimal = toDecimalString(money.amount, exponent);
  return formatter(locale, {
    style: "currency",
    currency: money.currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(decimal as Intl.StringNumericLiteral);
}

/** `$19.00` for equal ends, `$19.00 – $25.00` otherwise. */
export function formatMoneyRange(min: Money, max: Money, options: MoneyFormat = {}): string {
  if (min.amount === max.amount) return formatMoney(min, options);
  return `${formatMoney(min, options)} – ${formatMoney(max, options)}`;
}

/** The plain text an input shows for an amount: no symbol, no grouping, the locale's decimal mark. */
export function toMoneyInput(money: Money | null | undefined, locale?: string): string {
  if (!money) return "";
  const text = toDecimalString(money.amount, currencyExponent(money.currency));
  return separators(locale).decimal === "," ? text.replace(".", ",") : text;
}

export type MoneyParse =
  | { ok: true; money: Money }
  | { ok: false; reason: "empty" | "not_a_number" | "too_precise" | "negative" | "too_large" };

/** The largest amount that is still exact everywhere on the way: 10^13 minor units. */
const MAX_AMOUNT = 10_000_000_000_000;

/**
 * Reads what a person typed into minor units, by digits only.
 *
 * Both `1,299.50` and `1.299,50` are understood; a lone separator is taken by the locale's habit.
 * More decimals than the currency has are refused, never rounded.
 */
export function parseMoney(text: string, currency: string, locale?: string): MoneyParse {
  const compact = text.replace(/[\s\u00a0\u202f'’]/g, "").replace(/^[^\d.,+-]+|[^\d.,]+$/g, "");
  if (compact === "") return { ok: false, reason: text.trim() === "" ? "empty" : "not_a_number" };
  if (compact.startsWith("-")) return { ok: false, reason: "negative" };
  const body = compact.replace(/^\+/, "");
  if (!/^[\d.,]+$/.test(body) || !/\d/.test(body)) return { ok: false, reason: "not_a_number" };

  const mark = decimalMark(body, separators(locale), currencyExponent(currency));
  if (mark === "invalid") return { ok: false, reason: "not_a_number" };
  const at = mark === null ? -1 : body.lastIndexOf(mark);
  const whole = at === -1 ? body : body.slice(0, at);
  const fraction = at === -1 ? "" : body.slice(at + 1).replace(/0+$/, "");
  if (/[.,]/.test(fraction) || !isGrouped(whole)) return { ok: false, reason: "not_a_number" };

  const exponent = currencyExponent(currency);
  if (fraction.length > exponent) return { ok: false, reason: "too_precise" };
  const digits = whole.replace(/[.,]/g, "") + fraction.padEnd(exponent, "0");
  const amount = Number(digits);
  if (amount > MAX_AMOUNT) return { ok: false, reason: "too_large" };
  return { ok: true, money: { amount, currency } };
}

function isGrouped(whole: string): boolean {
  return /^\d*$/.test(whole) || /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(whole) || /^\d{1,3}(,\d{2})*,\d{3}$/.test(whole);
}

function decimalMark(
  body: string,
  { decimal, group }: { decimal: string; group: string },
  exponent: number,
): "." | "," | null | "invalid" {
  const dots = body.split(".").length - 1;
  const commas = body.split(",").length - 1;
  if (dots === 0 && commas === 0) return null;
  if (dots > 0 && commas > 0) {
    const last = body.lastIndexOf(".") > body.lastIndexOf(",") ? "." : ",";
    return (last === "." ? dots : commas) > 1 ? "invalid" : last;
  }
  const only = dots > 0 ? "." : ",";
  if (dots + commas > 1) return null;
  if (only === decimal) return only;
  const after = body.length - body.indexOf(only) - 1;
  if (only === group && after === 3) return null;
  return after <= exponent || after === 0 ? only : "invalid";
}

const separatorsByLocale = new Map<string, { decimal: string; group: string }>();

function separators(locale?: string): { decimal: string; group: string } {
  const key = locale ?? "";
  let found = separatorsByLocale.get(key);
  if (!found) {
    const parts = formatter(locale, { minimumFractionDigits: 1 }).formatToParts(1_234_567.8);
    found = {
      decimal: parts.find((part) => part.type === "decimal")?.value ?? ".",
      group: parts.find((part) => part.type === "group")?.value ?? ",",
    };
    separatorsByLocale.set(key, found);
  }
  return found;
}

/** The symbol people write beside an amount: `$`, `€`, `CHF`. */
export function currencySymbol(currency: string, locale?: string): string {
  const parts = formatter(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).formatToParts(0);
  return parts.find((part) => part.type === "currency")?.value ?? currency;
}

/** What is left of the price after the cost, in basis points of the price; null when there is no price. */
export function marginBasisPoints(price: number, cost: number): number | null {
  if (price <= 0) return null;
  return Math.round(((price - cost) * 10_000) / price);
}

/** `2550` basis points as `25.5%`. */
export function formatBasisPoints(basisPoints: number, locale?: string): string {
  return formatter(locale, { style: "percent", maximumFractionDigits: 1 }).format(basisPoints / 10_000);
}

export function formatCount(count: number, locale?: string): string {
  return formatter(locale, {}).format(count);
}
