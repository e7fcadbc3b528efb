import { CURRENCIES } from "@tradewind/ui/lib/money";

/** Locales offered for a store, by the number of shoppers they reach. */
export const LOCALES = [
  "en-US", "en-GB", "en-CA", "en-AU", "en-NZ", "en-IE", "en-IN", "en-ZA", "de-DE", "de-AT", "de-CH", "fr-FR", "fr-BE",
  "fr-CA", "fr-CH", "es-ES", "es-MX", "es-AR", "es-CO", "es-CL", "pt-BR", "pt-PT", "it-IT", "nl-NL", "nl-BE", "sv-SE",
  "da-DK", "nb-NO", "fi-FI", "pl-PL", "cs-CZ", "ro-RO", "hu-HU", "el-GR", "tr-TR", "uk-UA", "he-IL", "ar-AE", "ar-SA",
  "hi-IN", "th-TH", "vi-VN", "id-ID", "ms-MY", "fil-PH", "ja-JP", "ko-KR", "zh-CN", "zh-HK", "zh-TW",
] as const;

const EURO = ["AT", "BE", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PT", "SI", "SK"];

const CURRENCY_BY_REGION: Record<string, string> = {
  ...Object.fromEntries(EURO.map((region) => [region, "EUR"])),
  AE: "AED", AR: "ARS", AU: "AUD", BR: "BRL", CA: "CAD", CH: "CHF", CL: "CLP", CN: "CNY", CO: "COP", CZ: "CZK",
  DK: "DKK", GB: "GBP", HK: "HKD", HU: "HUF", ID: "IDR", IL: "ILS", IN: "INR", JP: "JPY", KR: "KRW", KW: "KWD",
  MX: "MXN", MY: "MYR", NO: "NOK", NZ: "NZD", PH: "PHP", PL: "PLN", RO: "RON", SA: "SAR", SE: "SEK", SG: "SGD",
  TH: "THB", TR: "TRY", TW: "TWD", UA: "UAH", US: "USD", VN: "VND", ZA: "ZAR",
};

export interface Region {
  locale: string;
  currency: string;
  timezone: string;
}

/** A first guess from the browser: its language, that language's usual country, that country's currency, its zone. */
export function detectRegion(languages: readonly string[], timezone: string | undefined): Region {
  for (const language of languages) {
    let tag: Intl.Locale;
    try {
      tag = new Intl.Locale(language).maximize();
    } catch {
      continue;
    }
    if (!tag.region) continue;
    const wanted = `${tag.language}-${tag.region}`;
    const locale = LOCALES.find((one) => one === wanted) ?? LOCALES.find((one) => one.startsWith(`${tag.language}-`));
    if (locale) {
      return { locale, currency: CURRENCY_BY_REGION[tag.region] ?? "USD", timezone: timezone || "UTC" };
    }
  }
  return { locale: "en-US", currency: "USD", timezone: timezone || "UTC" };
}

export function timezones(present?: string): string[] {
  const zones = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);
  if (present) zones.add(present);
  return [...zones].sort((a, b) => (a === "UTC" ? -1 : b === "UTC" ? 1 : a.localeCompare(b)));
}

/** `EUR – Euro`, the likely ones first. */
export function currencyOptions(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(["en"], { type: "currency" });
  const common = ["USD", "EUR", "GBP", "CAD", "AUD", "JPY"];
  const rest = CURRENCIES.filter((code) => !common.includes(code));
  return [...common, ...rest].map((code) => ({ value: code, label: `${code} – ${names.of(code) ?? code}` }));
}

/** `German (Germany)`, with a locale that is set but not offered added. */
export function localeOptions(present?: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(["en"], { type: "language", languageDisplay: "standard" });
  const offered: string[] = [...LOCALES];
  if (present && !offered.includes(present)) offered.unshift(present);
  return offered.map((value) => ({ value, label: names.of(value) ?? value })).sort((a, b) => a.label.localeCompare(b.label));
}
