import type { CreateDiscount, Discount, DiscountKind, UpdateDiscount } from "@tradewind/api-client";
import { fromZonedInput, toZonedInput } from "@tradewind/ui/lib/dates";
import { formatBasisPoints, formatMoney, toMoneyInput } from "@tradewind/ui/lib/money";
import { basisPointsToPercent, checkAmount, type MoneyContext, percentToBasisPoints, readCount } from "@/lib/amounts";
import type { Report } from "@/lib/form-rules";
import { discounts as discountWords } from "@/lib/messages/discounts";

const t = discountWords;

export type DiscountState = "active" | "scheduled" | "ended" | "used_up" | "disabled";

/** Whether the code would be accepted now, and why not; what the merchant did comes first. */
export function stateOf(discount: Discount, now: Date): DiscountState {
  if (discount.status !== "active") return "disabled";
  if (discount.ends_at && new Date(discount.ends_at) <= now) return "ended";
  if (discount.usage_limit !== null && discount.uses >= discount.usage_limit) return "used_up";
  if (discount.starts_at && new Date(discount.starts_at) > now) return "scheduled";
  return "active";
}

/** `15% off`, `$5.00 off over $40.00`, `Free shipping`. */
export function describeDiscount(discount: Discount, locale: string): string {
  const { kind, basis_points, amount, minimum } = discount;
  const value =
    kind === "percent"
      ? t.value.percent(formatBasisPoints(basis_points, locale))
      : kind === "amount" && amount
        ? t.value.amount(formatMoney(amount, { locale }))
        : t.value.free_shipping;
  return minimum ? `${value} ${t.value.over(formatMoney(minimum, { locale }))}` : value;
}

/** What the form holds: texts as typed. */
export interface DiscountFormValues {
  code: string;
  kind: DiscountKind;
  percent: string;
  amount: string;
  minimum: string;
  startsAt: string;
  endsAt: string;
  usageLimit: string;
  perCustomerLimit: string;
  enabled: boolean;
}

export interface DiscountContext extends MoneyContext {
  timezone: string;
}

export function emptyDiscount(): DiscountFormValues {
  return {
    code: "",
    kind: "percent",
    percent: "10",
    amount: "",
    minimum: "",
    startsAt: "",
    endsAt: "",
    usageLimit: "",
    perCustomerLimit: "",
    enabled: true,
  };
}

export function formOf(discount: Discount, { locale, timezone }: DiscountContext): DiscountFormValues {
  const count = (value: number | null) => (value === null ? "" : String(value));
  return {
    code: discount.code,
    kind: discount.kind,
    percent: discount.kind === "percent" ? basisPointsToPercent(discount.basis_points) : "",
    amount: toMoneyInput(discount.amount, locale),
    minimum: toMoneyInput(discount.minimum, locale),
    startsAt: toZonedInput(discount.starts_at, timezone),
    endsAt: toZonedInput(discount.ends_at, timezone),
    usageLimit: count(discount.usage_limit),
    perCustomerLimit: count(discount.per_customer_limit),
    enabled: discount.status === "active",
  };
}

const MAX_USES = 1_000_000;

export function checkDiscount(values: DiscountFormValues, context: DiscountContext, report: Report): void {
  const errors = t.form.errors;
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{1,39}$/.test(values.code.trim())) report(["code"], errors.code);
  if (values.kind === "percent" && !percentToBasisPoints(values.percent)) report(["percent"], errors.percent);
  const amounts = { amount: { required: true, aboveZero: true }, minimum: { aboveZero: true } } as const;
  for (const name of ["amount", "minimum"] as const) {
    if (name === "amount" && values.kind !== "amount") continue;
    const { error } = checkAmount(values[name], context, amounts[name]);
    if (error) report([name], error);
  }
  const starts = fromZonedInput(values.startsAt, context.timezone);
  const ends = fromZonedInput(values.endsAt, context.timezone);
  if (values.startsAt && !starts) report(["startsAt"], errors.date);
  if (values.endsAt && !ends) report(["endsAt"], errors.date);
  if (starts && ends && ends <= starts) report(["endsAt"], errors.order);
  for (const name of ["usageLimit", "perCustomerLimit"] as const) {
    if (readCount(values[name], 1, MAX_USES) === undefined) report([name], errors.limit);
  }
}

function termsOf(values: DiscountFormValues, context: DiscountContext) {
  return {
    kind: values.kind,
    status: values.enabled ? ("active" as const) : ("disabled" as const),
    basis_points: values.kind === "percent" ? percentToBasisPoints(values.percent) : null,
    amount: values.kind === "amount" ? checkAmount(values.amount, context).money : null,
    minimum: checkAmount(values.minimum, context).money,
    starts_at: fromZonedInput(values.startsAt, context.timezone),
    ends_at: fromZonedInput(values.endsAt, context.timezone),
    usage_limit: readCount(values.usageLimit, 1, MAX_USES) ?? null,
    per_customer_limit: readCount(values.perCustomerLimit, 1, MAX_USES) ?? null,
  };
}

export function createBody(values: DiscountFormValues, context: DiscountContext): CreateDiscount {
  return { code: values.code.trim(), ...termsOf(values, context) };
}

export function updateBody(values: DiscountFormValues, context: DiscountContext, version: number): UpdateDiscount {
  return { version, ...termsOf(values, context) };
}

const FIELDS: Readonly<Record<string, keyof DiscountFormValues>> = {
  code: "code",
  kind: "kind",
  basis_points: "percent",
  amount: "amount",
  minimum: "minimum",
  starts_at: "startsAt",
  ends_at: "endsAt",
  usage_limit: "usageLimit",
  per_customer_limit: "perCustomerLimit",
  status: "enabled",
};

/** The form's field for the API's: `amount.currency` is `amount`. */
export function fieldOf(path: string): keyof DiscountFormValues | null {
  return FIELDS[path.split(".")[0]!] ?? null;
}

const LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/** A code nobody guesses, without letters that are taken for others. */
export function randomCode(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => LETTERS[byte % LETTERS.length]).join("");
}
