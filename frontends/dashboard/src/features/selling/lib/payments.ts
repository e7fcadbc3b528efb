import type { Payments } from "@tradewind/api-client";

export type PaymentsState = "single" | "test" | "none" | "unfinished" | "review" | "restricted" | "payouts" | "ready";

/** One word for how the store is paid; the worst news first. */
export function stateOf(payments: Payments): PaymentsState {
  if (payments.mode === "single") return "single";
  if (payments.account_id === null) return payments.test_only ? "test" : "none";
  if (payments.charges_enabled) return payments.payouts_enabled ? "ready" : "payouts";
  if (!payments.details_submitted) return "unfinished";
  if (payments.disabled_reason && !/pending/.test(payments.disabled_reason)) return "restricted";
  return payments.requirements_due.length > 0 ? "unfinished" : "review";
}

/** `individual.verification.document` as `Individual: verification document`. */
export function requirementText(requirement: string): string {
  const [first = "", ...rest] = requirement.split(".").map((part) => part.replaceAll("_", " "));
  const subject = first.charAt(0).toUpperCase() + first.slice(1);
  return rest.length > 0 ? `${subject}: ${rest.join(" ")}` : subject;
}
