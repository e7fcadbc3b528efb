"use client";

import { Plus, Trash2 } from "lucide-react";
import { useFieldArray, useFormContext } from "react-hook-form";
import type { PricingRules } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { formatDate, toZonedInput } from "@tradewind/ui/lib/dates";
import { CURRENCIES } from "@tradewind/ui/lib/money";
import { Select } from "@tradewind/ui/select";
import { EditOnly } from "@/features/stores/components/edit-only";
import { useStore } from "@/features/stores/store-context";
import { pricing as t } from "@/lib/messages/pricing";
import type { PricingValues } from "../lib/rules";

const r = t.rates;

/** The merchant's own exchange rates; the platform's stand in where there are none. */
export function RatesCard({ rules }: { rules: PricingRules }) {
  const store = useStore();
  const { register, control, formState } = useFormContext<PricingValues>();
  const rates = useFieldArray({ control, name: "rates" });
  const today = () => toZonedInput(new Date().toISOString(), store.timezone).slice(0, 10);
  const others = CURRENCIES.filter((code) => code !== store.currency);
  const stale = new Set(rules.rates.filter((rate) => rate.stale).map((rate) => rate.currency));
  return (
    <Card aria-labelledby="pricing-rates">
      <CardHeader title={r.title} titleId="pricing-rates" description={r.text(store.currency)} />
      <CardContent className="grid gap-4">
        <p className="text-[13px] text-muted-foreground">
          {rules.operator_rates_as_of ? r.operator(formatDate(rules.operator_rates_as_of, { locale: store.locale, timeZone: "UTC" })) : r.operatorNone}
        </p>
        {rates.fields.map((rate, index) => {
          const errors = formState.errors.rates?.[index];
          return (
            <div key={rate.id} className="grid gap-3 rounded-md border p-3 sm:grid-cols-[7rem_minmax(0,1fr)_10rem_auto] sm:items-start">
              <Field label={r.currency} error={errors?.currency?.message}>
                <Select {...register(`rates.${index}.currency`)}>
                  {others.map((code) => (
                    <option key={code} value={code}>
                      {code}
                    </option>
                  ))}
                </Select>
              </Field>
              <Field label={r.perUnit(store.currency)} error={errors?.perUnit?.message}>
                <Input inputMode="decimal" autoComplete="off" {...register(`rates.${index}.perUnit`)} />
              </Field>
              <Field label={r.asOf} hint={stale.has(rate.currency) ? r.stale : undefined}>
                <Input type="date" required {...register(`rates.${index}.asOf`)} />
              </Field>
              <EditOnly>
                <Button variant="ghost" size="icon" className="sm:mt-6" aria-label={r.remove(rate.currency)} onClick={() => rates.remove(index)}>
                  <Trash2 aria-hidden />
                </Button>
              </EditOnly>
            </div>
          );
        })}
        <div className="flex flex-wrap items-end justify-between gap-4">
          <EditOnly>
            <Button
              variant="outline"
              size="sm"
              onClick={() => rates.append({ currency: others.includes("CNY") ? "CNY" : (others[0] ?? ""), perUnit: "", asOf: today() })}
            >
              <Plus aria-hidden />
              {r.add}
            </Button>
          </EditOnly>
          <Field label={r.maxAge} error={formState.errors.maxAge?.message} className="w-56">
            <Input inputMode="numeric" autoComplete="off" {...register("maxAge")} />
          </Field>
        </div>
      </CardContent>
    </Card>
  );
}
