import type { SaveTaxes, Taxes } from "@tradewind/api-client";
import { basisPointsToPercent, percentToBasisPoints } from "@/lib/amounts";
import { countryName } from "@/lib/countries";
import type { Report } from "@/lib/form-rules";
import { messages } from "@/lib/messages";

const t = messages.settings.taxes;

export const MAX_TAX_RATES = 250;

export interface TaxRateForm {
  country: string;
  state: string;
  name: string;
  percent: string;
  onShipping: boolean;
}

export interface TaxFormValues {
  mode: Taxes["mode"];
  included: boolean;
  rates: TaxRateForm[];
}

/** Standard rates of value added tax in the European Union, in basis points, as of January 2026. */
const EU_STANDARD: Readonly<Record<string, number>> = {
  AT: 2000, BE: 2100, BG: 2000, CY: 1900, CZ: 2100, DE: 1900, DK: 2500, EE: 2400, ES: 2100, FI: 2550, FR: 2000, GR: 2400,
  HR: 2500, HU: 2700, IE: 2300, IT: 2200, LT: 2100, LU: 1700, LV: 2100, MT: 1800, NL: 2100, PL: 2300, PT: 2300, RO: 2100,
  SE: 2500, SI: 2200, SK: 2300,
};

export function formOf(taxes: Taxes): TaxFormValues {
  return {
    mode: taxes.mode,
    included: taxes.prices_include_tax,
    rates: taxes.rates.map((rate) => ({
      country: rate.country,
      state: rate.state ?? "",
      name: rate.name,
      percent: basisPointsToPercent(rate.basis_points),
      onShipping: rate.on_shipping ?? true,
    })),
  };
}

export function blankTaxRate(country: string): TaxRateForm {
  return { country, state: "", name: "", percent: "", onShipping: true };
}

/** The standard rates of the EU countries that have no rate yet, by name; what is there is left alone. */
export function withEuRates(rates: readonly TaxRateForm[]): TaxRateForm[] {
  const present = new Set(rates.filter((rate) => rate.state.trim() === "").map((rate) => rate.country));
  const added = Object.entries(EU_STANDARD)
    .filter(([country]) => !present.has(country))
    .sort(([a], [b]) => countryName(a).localeCompare(countryName(b)))
    .map(([country, points]) => ({ ...blankTaxRate(country), name: t.vat, percent: basisPointsToPercent(points) }));
  return [...rates.filter((rate) => rate.name.trim() !== "" || rate.percent.trim() !== ""), ...added];
}

export function checkTaxes(values: TaxFormValues, report: Report): void {
  const seen = new Set<string>();
  values.rates.forEach((rate, index) => {
    const place = ["rates", index];
    const key = `${rate.country}:${rate.state.trim().toUpperCase()}`;
    if (seen.has(key)) report([...place, "country"], t.errors.twice);
    seen.add(key);
    if (rate.name.trim() === "") report([...place, "name"], t.errors.name);
    if (percentToBasisPoints(rate.percent) === null) report([...place, "percent"], t.errors.percent);
  });
}

/** Rates are kept while another mode is on, so that trying one out loses nothing. */
export function bodyOf(values: TaxFormValues, version: number): SaveTaxes {
  return {
    version,
    mode: values.mode,
    prices_include_tax: values.included,
    rates: values.rates.map((rate) => ({
      country: rate.country,
      state: rate.state.trim(),
      name: rate.name.trim(),
      basis_points: percentToBasisPoints(rate.percent) ?? 0,
      on_shipping: rate.onShipping,
    })),
  };
}

/** `rates.2.basis_points` is `rates.2.percent`. */
export function fieldOf(path: string): string | null {
  const parts = path.split(".");
  if (parts[0] === "mode") return "mode";
  if (parts[0] !== "rates" || parts.length < 3) return null;
  const names: Record<string, string> = { basis_points: "percent", on_shipping: "onShipping" };
  return ["rates", parts[1], names[parts[2]!] ?? parts[2]].join(".");
}
