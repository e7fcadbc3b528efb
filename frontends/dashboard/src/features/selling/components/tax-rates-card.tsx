"use client";

import { useState } from "react";
import { Plus, X } from "lucide-react";
import { Controller, useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { Alert } from "@tradewind/ui/alert";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { CheckboxField } from "@tradewind/ui/checkbox-field";
import { Field, FieldError } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { Select } from "@tradewind/ui/select";
import { EditOnly } from "@/features/stores/components/edit-only";
import { useStore } from "@/features/stores/store-context";
import { countryName, countryOfLocale, countryOptions } from "@/lib/countries";
import { messages } from "@/lib/messages";
import { blankTaxRate, MAX_TAX_RATES, type TaxFormValues, withEuRates } from "../lib/taxes";

const t = messages.settings.taxes;

export function TaxRatesCard() {
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
          <EditOnly>
            <Button variant="outline" size="sm" onClick={addEu}>
              {t.eu}
            </Button>
          </EditOnly>
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
        <EditOnly>
          <AddRate full={rates.fields.length >= MAX_TAX_RATES} onAdd={(country) => rates.append(blankTaxRate(country))} />
        </EditOnly>
      </CardContent>
    </Card>
  );
}

function AddRate({ full, onAdd }: { full: boolean; onAdd: (country: string) => void }) {
  const store = useStore();
  const [country, setCountry] = useState(() => countryOfLocale(store.locale) ?? "");
  return (
    <div className="flex items-end gap-2">
      <Field label={t.country} className="min-w-0 flex-1 sm:max-w-60">
        <Select value={country} onChange={(event) => setCountry(event.target.value)}>
          <option value="">{t.countryNone}</option>
          {countryOptions().map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Button variant="outline" className="h-9 md:h-8" disabled={full || country === ""} onClick={() => onAdd(country)}>
        <Plus aria-hidden />
        {t.add}
      </Button>
    </div>
  );
}

function TaxRateRow({ index, onRemove }: { index: number; onRemove: () => void }) {
  const { register, control, formState } = useFormContext<TaxFormValues>();
  const country = countryName(useWatch({ control, name: `rates.${index}.country` }));
  const errors = formState.errors.rates?.[index];
  return (
    <li
      aria-label={country}
      className="relative grid grid-cols-2 gap-x-3 gap-y-2 rounded-md border bg-sidebar p-3 pr-10 md:grid-cols-[minmax(7rem,1fr)_5rem_minmax(5rem,8rem)_5rem_auto] md:items-start"
    >
      <div className="col-span-2 md:col-span-1 md:pt-7">
        <p className="truncate font-medium">{country}</p>
        <FieldError>{errors?.country?.message}</FieldError>
      </div>
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
          <CheckboxField
            className="self-end pb-1.5 md:self-auto md:pt-7 md:pb-0"
            label={t.onShipping}
            checked={field.value}
            onCheckedChange={field.onChange}
          />
        )}
      />
      <EditOnly>
        <Button
          variant="ghost"
          size="icon-sm"
          className="absolute top-2 right-2 text-muted-foreground"
          aria-label={t.remove(country)}
          onClick={onRemove}
        >
          <X aria-hidden />
        </Button>
      </EditOnly>
    </li>
  );
}
