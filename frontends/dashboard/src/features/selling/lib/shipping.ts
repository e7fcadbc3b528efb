import type { SaveShipping, Shipping } from "@tradewind/api-client";
import { currencyExponent, toMoneyInput } from "@tradewind/ui/lib/money";
import { checkAmount, type MoneyContext, readCount } from "@/lib/amounts";
import { countryName } from "@/lib/countries";
import type { Report } from "@/lib/form-rules";
import { messages } from "@/lib/messages";

const t = messages.settings.shipping;

/** Stands for every country no other zone names. */
export const REST_OF_WORLD = "*";
export const MAX_ZONES = 40;
/** The payment page offers a shopper at most five. */
export const MAX_RATES = 5;
const MAX_DAYS = 180;

/** A way to ship, texts as typed. */
export interface RateForm {
  id: string;
  name: string;
  price: string;
  freeOver: string;
  minDays: string;
  maxDays: string;
}

export interface ZoneForm {
  id: string;
  name: string;
  countries: string[];
  rates: RateForm[];
}

export interface ShippingFormValues {
  zones: ZoneForm[];
  defaultCountry: string;
}

const days = (value: number | null | undefined) => (value === null || value === undefined ? "" : String(value));

export function formOf(shipping: Shipping, locale: string): ShippingFormValues {
  return {
    defaultCountry: shipping.default_country ?? "",
    zones: shipping.zones.map((zone) => ({
      id: zone.id ?? "",
      name: zone.name,
      countries: [...zone.countries],
      rates: zone.rates.map((rate) => ({
        id: rate.id ?? "",
        name: rate.name,
        price: toMoneyInput(rate.price, locale),
        freeOver: toMoneyInput(rate.free_over, locale),
        minDays: days(rate.min_days),
        maxDays: days(rate.max_days),
      })),
    })),
  };
}

export function blankRate(): RateForm {
  return { id: "", name: "", price: "", freeOver: "", minDays: "", maxDays: "" };
}

export function blankZone(): ZoneForm {
  return { id: "", name: "", countries: [], rates: [blankRate()] };
}

/** A start that most stores can live with: one country, one rate of about five units, three to five days. */
export function domesticZone(country: string, { currency, locale }: MoneyContext): ZoneForm {
  const amount = currencyExponent(currency) === 0 ? 500 : 5 * 10 ** currencyExponent(currency);
  return {
    id: "",
    name: countryName(country),
    countries: [country],
    rates: [{ ...blankRate(), name: t.standardRate, price: toMoneyInput({ amount, currency }, locale), minDays: "3", maxDays: "5" }],
  };
}

export function checkShipping(values: ShippingFormValues, money: MoneyContext, report: Report): void {
  const taken = new Map<string, string>();
  values.zones.forEach((zone, index) => {
    const place = ["zones", index];
    if (zone.name.trim() === "") report([...place, "name"], t.errors.zoneName);
    if (zone.countries.length === 0) report([...place, "countries"], t.errors.countries);
    for (const country of zone.countries) {
      const other = taken.get(country);
      if (other !== undefined) report([...place, "countries"], t.errors.countryTwice(placeName(country), other));
      taken.set(country, zone.name.trim() || t.zoneNumber(index + 1));
    }
    zone.rates.forEach((rate, number) => checkRate(rate, [...place, "rates", number], money, report));
  });
  const known = values.zones.flatMap((zone) => zone.countries);
  const { defaultCountry } = values;
  if (defaultCountry && values.zones.length > 0 && !known.includes(defaultCountry) && !known.includes(REST_OF_WORLD)) {
    report(["defaultCountry"], t.errors.defaultCountry);
  }
}

function checkRate(rate: RateForm, place: (string | number)[], money: MoneyContext, report: Report): void {
  if (rate.name.trim() === "") report([...place, "name"], t.errors.rateName);
  const price = checkAmount(rate.price, money, { required: true });
  if (price.error) report([...place, "price"], price.error);
  const freeOver = checkAmount(rate.freeOver, money);
  if (freeOver.error) report([...place, "freeOver"], freeOver.error);
  const min = readCount(rate.minDays, 0, MAX_DAYS);
  const max = readCount(rate.maxDays, 0, MAX_DAYS);
  if (min === undefined) report([...place, "minDays"], t.errors.days);
  if (max === undefined) report([...place, "maxDays"], t.errors.days);
  if (typeof min === "number" && typeof max === "number" && min > max) report([...place, "maxDays"], t.errors.daysOrder);
}

export function bodyOf(values: ShippingFormValues, money: MoneyContext, version: number): SaveShipping {
  const amount = (text: string) => checkAmount(text, money).money;
  return {
    version,
    default_country: values.defaultCountry || null,
    zones: values.zones.map((zone) => ({
      id: zone.id,
      name: zone.name.trim(),
      countries: zone.countries,
      rates: zone.rates.map((rate) => ({
        id: rate.id,
        name: rate.name.trim(),
        price: amount(rate.price) ?? { amount: 0, currency: money.currency },
        free_over: amount(rate.freeOver),
        min_days: readCount(rate.minDays, 0, MAX_DAYS) ?? null,
        max_days: readCount(rate.maxDays, 0, MAX_DAYS) ?? null,
      })),
    })),
  };
}

const NAMES: Readonly<Record<string, string>> = {
  free_over: "freeOver",
  min_days: "minDays",
  max_days: "maxDays",
  default_country: "defaultCountry",
};

/** The form's field for the API's: `zones.0.rates.1.free_over.amount` is `zones.0.rates.1.freeOver`. */
export function fieldOf(path: string): string | null {
  const parts = path.split(".").map((part) => NAMES[part] ?? part);
  if (parts[0] === "defaultCountry") return "defaultCountry";
  if (parts[0] !== "zones" || parts.length < 3) return null;
  return parts[2] === "rates" ? parts.slice(0, 5).join(".") : parts.slice(0, 3).join(".");
}

/** `Germany`, or what stands for all the others. */
export function placeName(code: string): string {
  return code === REST_OF_WORLD ? t.restOfWorld : countryName(code);
}
