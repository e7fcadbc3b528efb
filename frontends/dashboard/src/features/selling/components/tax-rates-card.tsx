"use client";

import { useState } from "react";
import { Plus, X } from "lucide-react";
import { Controller, useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { Alert } from "@tradewind/ui/alert";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { CheckboxField } from "@tradewind/ui/checkbox-field";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { Select } from "@tradewind/ui/select";
import { useStore } from "@/features/stores/store-context";
import { countryOfLocale, countryOptions, countryName } from "@/lib/countries";
import { messages } from "@/lib/messages";
import { blankTaxRate, MAX_TAX_RATES, type TaxFormValues, withEuRates } from "../lib/taxes";

const t = messages.settings.taxes;

export function TaxRatesCard() {
  const store = useStore();
  const { control, getValues } = useFormContext<TaxFormValues>();
  const rates = useFieldArray({ control, name: "rates", keyName: "key" });
  const [preset, setPreset] = useState(false);

  const addEu = () => {
    const before = getValues("rates");
    const after = withEuRates(before);
    if (after.length <= before.filter((rate) => rate.name.trim() || rate.percent.trim()).length) {
      toast.info(t.euNone);
      return;
    }
    rates.replace(after);
    setPreset(true);
    toast.success(t.euAdded(after.length - before.length));
  };

  return (
    <Card aria-labelledby="tax-rates">
      <CardHeader
        title={t.ratesTitle}
        titleId="tax-rates"
        description={t.ratesText}
        className="flex-wrap sm:flex-nowrap"
        actions={
          <Button variant="outline" size="sm" onClick={addEu}>
            {t.eu}
          </Button>
        }
      />
      <CardContent className="grid gap-3">
        {preset ? <Alert tone="warning">{t.euNote}</Alert> : null}
        {rates.fields.length === 0 ? (
          <p className="text-muted-foreground">{t.empty}</p>
        ) : (
          <ul className="grid gap-2">
            {rates.fields.map((rate, index) => (
              <TaxRateRow key={rate.key} index={index} onRemove={() => rates.remove(index)} />
            ))}
          </ul>
        )}
        <div>
          <Button
            variant="outline"
            size="sm"
            disabled={rates.fields.length >= MAX_TAX_RATES}
            onClick={() => rates.append(blankTaxRate(rates.fields.length === 0 ? (countryOfLocale(store.locale) ?? "") : ""))}
          >
            <Plus aria-hidden />
            {t.add}
          </Button>
        </div>
      </CardContent>
    </Card>
  );
}

function TaxRateRow({ index, onRemove }: { index: number; onRemove: () => void }) {
  const { register, control, formState } = useFormContext<TaxFormValues>();
  const country = useWatch({ control, name: `rates.${index}.country` });
  const errors = formState.errors.rates?.[index];
  return (
    <li
      aria-label={country ? countryName(country) : t.rateLabel(index + 1)}
      className="relative grid grid-cols-2 gap-3 rounded-md border bg-sidebar p-3 pr-10 md:grid-cols-[minmax(8rem,1.4fr)_5rem_minmax(5rem,1fr)_5rem_auto] md:items-start"
    >
      <Field label={t.country} error={errors?.country?.message} className="col-span-2 md:col-span-1">
        <Select {...register(`rates.${index}.country`)}>
          <option value="">{t.countryNone}</option>
          {countryOptions().map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t.state} error={errors?.state?.message}>
        <Input maxLength={60} autoComplete="off" placeholder={t.statePlaceholder} {...register(`rates.${index}.state`)} />
      </Field>
      <Field label={t.name} error={errors?.name?.message}>
        <Input maxLength={40} autoComplete="off" {...register(`rates.${index}.name`)} />
      </Field>
      <Field label={t.percent} error={errors?.percent?.message}>
        <Input inputMode="decimal" autoComplete="off" className="text-right tabular-nums" {...register(`rates.${index}.percent`)} />
      </Field>
      <Controller
        control={control}
        name={`rates.${index}.onShipping`}
        render={({ field }) => (
          <CheckboxField className="self-end pb-1.5 md:self-auto md:pt-7 md:pb-0" label={t.onShipping} checked={field.value} onCheckedChange={field.onChange} />
        )}
      />
      <Button
        variant="ghost"
        size="icon-sm"
        className="absolute top-2 right-2 text-muted-foreground"
        aria-label={t.remove(country ? countryName(country) : t.rateLabel(index + 1))}
        onClick={onRemove}
      >
        <X aria-hidden />
      </Button>
    </li>
  );
}
