import type { CollectionRule } from "@tradewind/api-client";
import { toMoneyInput } from "@tradewind/ui/lib/money";
import { checkAmount, type MoneyContext, readCount } from "@/lib/amounts";
import { collections } from "@/lib/messages/collections";

const t = collections.rules.errors;

export const RULE_FIELDS = ["tag", "title", "price", "option", "in_stock", "created"] as const;
export type RuleField = (typeof RULE_FIELDS)[number];

/** One line of the builder: texts for every kind of rule, so that changing the kind loses nothing. */
export interface RuleRow {
  key: string;
  field: RuleField;
  value: string;
  name: string;
  min: string;
  max: string;
  days: string;
}

let made = 0;

export function blankRule(field: RuleField = "tag"): RuleRow {
  made += 1;
  return { key: `rule-${made}`, field, value: "", name: "", min: "", max: "", days: "30" };
}

export function rowsOf(rules: readonly CollectionRule[], { locale }: Pick<MoneyContext, "locale">): RuleRow[] {
  return rules.map((rule) => {
    const row = blankRule(rule.field);
    switch (rule.field) {
      case "tag":
      case "title":
        return { ...row, value: rule.value };
      case "price":
        return { ...row, min: toMoneyInput(rule.min, locale), max: toMoneyInput(rule.max, locale) };
      case "option":
        return { ...row, name: rule.name, value: rule.value };
      case "created":
        return { ...row, days: String(rule.days) };
      case "in_stock":
        return row;
    }
  });
}

export type RuleReading = { rule: CollectionRule; errors?: undefined } | { rule: null; errors: Partial<Record<keyof RuleRow, string>> };

/** A line as the API takes it, or what is wrong with its fields. */
export function readRule(row: RuleRow, money: MoneyContext): RuleReading {
  const value = row.value.trim();
  switch (row.field) {
    case "tag":
    case "title":
      return value === "" ? { rule: null, errors: { value: t.value } } : { rule: { field: row.field, value } };
    case "option": {
      const name = row.name.trim();
      if (name === "" || value === "") return { rule: null, errors: name === "" ? { name: t.value } : { value: t.value } };
      return { rule: { field: "option", name, value } };
    }
    case "price":
      return readPrices(row, money);
    case "created": {
      const days = readCount(row.days, 1, 3_650);
      return typeof days === "number" ? { rule: { field: "created", days } } : { rule: null, errors: { days: t.days } };
    }
    case "in_stock":
      return { rule: { field: "in_stock" } };
  }
}

function readPrices(row: RuleRow, money: MoneyContext): RuleReading {
  const min = checkAmount(row.min, money);
  const max = checkAmount(row.max, money);
  if (min.error !== undefined || max.error !== undefined) return { rule: null, errors: { min: min.error, max: max.error } };
  if (min.money === null && max.money === null) return { rule: null, errors: { min: t.price } };
  if (min.money && max.money && min.money.amount > max.money.amount) return { rule: null, errors: { min: t.range } };
  return { rule: { field: "price", min: min.money, max: max.money } };
}

/** All lines, or null while one is not complete or there is none. */
export function completeRules(rows: readonly RuleRow[], money: MoneyContext): CollectionRule[] | null {
  const rules = rows.flatMap((row) => readRule(row, money).rule ?? []);
  return rules.length === rows.length && rules.length > 0 ? rules : null;
}
