/** A whole number as the locale writes it. */
export const formatNumber = (value: number, locale: string): string => new Intl.NumberFormat(locale).format(value);

/** `2550` basis points are `25.5 %`, as the locale writes it. */
export const formatShare = (basisPoints: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1, signDisplay: "negative" }).format(basisPoints / 10_000);
