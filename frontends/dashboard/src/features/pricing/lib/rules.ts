import type { Money, PricingRules, PricingRulesRequest } from "@tradewind/api-client";
import { toMoneyInput } from "@tradewind/ui/lib/money";
import { basisPointsToPercent, checkAmount, type MoneyContext } from "@/lib/amounts";
import type { Report } from "@/lib/form-rules";
import { pricing as t } from "@/lib/messages/pricing";

export interface TierValues {
  /** Where the tier ends, as typed; empty on the last one. */
  below: string;
  kind: "percent" | "fixed";
  /** A percentage or an amount, as typed. */
  value: string;
}

export interface RateValues {
  currency: string;
  perUnit: string;
  asOf: string;
}

export interface PricingValues {
  tiers: TierValues[];
  includeShipping: boolean;
  includeFees: boolean;
  feePercent: string;
  feeFixed: string;
  fxBuffer: string;
  rates: RateValues[];
  maxAge: string;
  ending: PricingRules["ending"];
  floor: string;
  minimum: string;
  compareAt: PricingRules["compare_at"];
  compareAtPercent: string;
  maxChange: string;
}

/** `150` or `12,5` percent as basis points, of any size; null for what is none. */
export function shareOf(text: string): number | null {
  const match = /^\s*(\d{1,5})(?:[.,](\d{1,2}))?\s*%?\s*$/.exec(text);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0") || 0) : null;
}

const percent = basisPointsToPercent;

export function valuesOf(rules: PricingRules, { locale, currency }: MoneyContext): PricingValues {
  const money = (amount: number | null): string => (amount === null ? "" : toMoneyInput({ amount, currency }, locale));
  return {
    tiers: rules.tiers.map((tier) => ({
      below: money(tier.below),
      kind: tier.kind,
      value: tier.kind === "percent" ? percent(tier.value) : money(tier.value),
    })),
    includeShipping: rules.include_shipping,
    includeFees: rules.include_fees,
    feePercent: percent(rules.fee_basis_points),
    feeFixed: money(rules.fee_fixed),
    fxBuffer: percent(rules.fx_buffer_basis_points),
    rates: rules.rates.map((rate) => ({ currency: rate.currency, perUnit: rate.per_unit, asOf: rate.as_of })),
    maxAge: String(rules.rate_max_age_days),
    ending: rules.ending,
    floor: percent(rules.margin_floor_basis_points),
    minimum: money(rules.min_price),
    compareAt: rules.compare_at,
    compareAtPercent: percent(rules.compare_at_basis_points),
    maxChange: rules.max_change_basis_points === null ? "" : percent(rules.max_change_basis_points),
  };
}

/** Says what is wrong where; with nothing said, `requestOf` can be sent. */
export function checkRules(values: PricingValues, report: Report, context: MoneyContext): void {
  const amount = (text: string) => checkAmount(text, context);
  let before = 0;
  values.tiers.forEach((tier, index) => {
    const last = index === values.tiers.length - 1;
    if (!last) {
      const { money, error } = checkAmount(tier.below, context, { required: true, aboveZero: true });
      if (error) report(["tiers", index, "below"], error);
      else if (money && money.amount <= before) report(["tiers", index, "below"], t.tiers.order);
      before = money?.amount ?? before;
    }
    if (tier.kind === "percent" ? shareOf(tier.value) === null : !amount(tier.value).money) report(["tiers", index, "value"], t.tiers.needed);
  });
  for (const name of ["feePercent", "fxBuffer", "floor"] as const) {
    const share = shareOf(values[name]);
    if (share === null || share > 9_000) report([name], t.price.share);
  }
  for (const name of ["feeFixed", "minimum"] as const) {
    const { error } = amount(values[name]);
    if (error) report([name], error);
  }
  values.rates.forEach((rate, index) => {
    if (!/^\d{1,8}([.,]\d{1,8})?$/.test(rate.perUnit.trim()) || Number(rate.perUnit.replace(",", ".")) <= 0) report(["rates", index, "perUnit"], t.rates.invalid);
    if (values.rates.findIndex((one) => one.currency === rate.currency) !== index) report(["rates", index, "currency"], t.rates.twice);
  });
  if (!/^\d{1,3}$/.test(values.maxAge.trim()) || Number(values.maxAge) < 1 || Number(values.maxAge) > 365) report(["maxAge"], t.tiers.needed);
  if (values.compareAt === "percent" && shareOf(values.compareAtPercent) === null) report(["compareAtPercent"], t.tiers.needed);
  if (values.maxChange.trim() && !shareOf(values.maxChange)) report(["maxChange"], t.tiers.needed);
}

/** The rules as the API takes them; only of values that `checkRules` had nothing to say of. */
export function requestOf(values: PricingValues, context: MoneyContext): PricingRulesRequest {
  const minor = (text: string): number => (checkAmount(text, context).money as Money | null)?.amount ?? 0;
  const share = (text: string): number => shareOf(text) ?? 0;
  return {
    tiers: values.tiers.map((tier, index) => ({
      kind: tier.kind,
      value: tier.kind === "percent" ? share(tier.value) : minor(tier.value),
      below: index === values.tiers.length - 1 ? null : minor(tier.below),
    })),
    include_shipping: values.includeShipping,
    include_fees: values.includeFees,
    fee_basis_points: share(values.feePercent),
    fee_fixed: minor(values.feeFixed),
    fx_buffer_basis_points: share(values.fxBuffer),
    rates: values.rates.map((rate) => ({ currency: rate.currency, per_unit: rate.perUnit.trim().replace(",", "."), as_of: rate.asOf })),
    rate_max_age_days: Number(values.maxAge),
    ending: values.ending,
    margin_floor_basis_points: share(values.floor),
    min_price: minor(values.minimum),
    compare_at: values.compareAt,
    compare_at_basis_points: values.compareAt === "percent" ? share(values.compareAtPercent) : 0,
    max_change_basis_points: values.maxChange.trim() ? share(values.maxChange) : null,
  };
}
