"use client";

import { Plus, Trash2, X } from "lucide-react";
import { Controller, useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { MultiSelect, type MultiSelectOption } from "@tradewind/ui/multi-select";
import { MoneyField } from "@/components/money-field";
import { EditOnly } from "@/features/stores/components/edit-only";
import { countryOptions } from "@/lib/countries";
import { messages } from "@/lib/messages";
import { blankRate, MAX_RATES, REST_OF_WORLD, type ShippingFormValues } from "../lib/shipping";

const t = messages.settings.shipping;

interface ZoneCardProps {
  index: number;
  onRemove: () => void;
}

export function ZoneCard({ index, onRemove }: ZoneCardProps) {
  const { register, control, formState } = useFormContext<ShippingFormValues>();
  const rates = useFieldArray({ control, name: `zones.${index}.rates`, keyName: "key" });
  const name = useWatch({ control, name: `zones.${index}.name` });
  const errors = formState.errors.zones?.[index];
  const title = name.trim() || t.zoneNumber(index + 1);
  return (
    <Card aria-label={title}>
      <CardHeader
        title={title}
        actions={
          <EditOnly>
            <Button variant="ghost" size="icon-sm" className="text-muted-foreground" aria-label={t.removeZone(title)} onClick={onRemove}>
              <Trash2 aria-hidden />
            </Button>
          </EditOnly>
        }
      />
      <CardContent className="grid gap-4">
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field label={t.zoneName} hint={t.zoneNameHint} error={errors?.name?.message}>
            <Input maxLength={60} {...register(`zones.${index}.name`)} />
          </Field>
          <Countries index={index} />
        </div>
        <div>
          <h3 className="text-[13px] font-medium">{t.rates}</h3>
          <p className="text-[13px] text-muted-foreground">
            {t.ratesHint} {t.daysHint}
          </p>
          <ul className="mt-2 grid gap-2">
            {rates.fields.map((rate, number) => (
              <RateRow
                key={rate.key}
                zone={index}
                number={number}
                onRemove={rates.fields.length > 1 ? () => rates.remove(number) : null}
              />
            ))}
          </ul>
          <EditOnly>
            <Button variant="outline" size="sm" className="mt-2" disabled={rates.fields.length >= MAX_RATES} onClick={() => rates.append(blankRate())}>
              <Plus aria-hidden />
              {t.addRate}
            </Button>
          </EditOnly>
        </div>
      </CardContent>
    </Card>
  );
}

function Countries({ index }: { index: number }) {
  const { control } = useFormContext<ShippingFormValues>();
  const zones = useWatch({ control, name: "zones" });
  const takenBy = new Map(
    zones.flatMap((zone, at) =>
      at === index ? [] : zone.countries.map((code): [string, string] => [code, zone.name.trim() || t.zoneNumber(at + 1)]),
    ),
  );
  const option = (value: string, label: string): MultiSelectOption => {
    const zone = takenBy.get(value);
    return { value, label, keywords: value, ...(zone === undefined ? {} : { unavailable: t.inZone(zone) }) };
  };
  const options = [option(REST_OF_WORLD, t.restOfWorld), ...countryOptions().map(({ value, label }) => option(value, label))];
  return (
    <Controller
      control={control}
      name={`zones.${index}.countries`}
      render={({ field, fieldState }) => (
        <Field label={t.countries} error={fieldState.error?.message}>
          <MultiSelect
            ref={field.ref}
            name={t.countries}
            options={options}
            value={field.value}
            onValueChange={field.onChange}
            placeholder={t.countriesPlaceholder}
            labels={{ search: t.searchCountries, none: t.noCountry, remove: t.removeCountry }}
          />
        </Field>
      )}
    />
  );
}

interface RateRowProps {
  zone: number;
  number: number;
  onRemove: (() => void) | null;
}

function RateRow({ zone, number, onRemove }: RateRowProps) {
  const { register, control, formState } = useFormContext<ShippingFormValues>();
  const path = `zones.${zone}.rates.${number}` as const;
  const name = useWatch({ control, name: `${path}.name` });
  const errors = formState.errors.zones?.[zone]?.rates?.[number];
  return (
    <li className="relative grid grid-cols-2 gap-3 rounded-md border bg-sidebar p-3 pr-10 md:grid-cols-[minmax(7rem,1fr)_7.5rem_7.5rem_5rem_5rem]">
      <Field label={t.rateName} error={errors?.name?.message} className="col-span-2 md:col-span-1">
        <Input maxLength={60} placeholder={t.rateNamePlaceholder} {...register(`${path}.name`)} />
      </Field>
      <MoneyField name={`${path}.price`} label={t.price} />
      <MoneyField name={`${path}.freeOver`} label={t.freeOver} placeholder={t.freeOverPlaceholder} />
      <Field label={t.minDays} error={errors?.minDays?.message}>
        <Input inputMode="numeric" autoComplete="off" className="text-right tabular-nums" {...register(`${path}.minDays`)} />
      </Field>
      <Field label={t.maxDays} error={errors?.maxDays?.message}>
        <Input inputMode="numeric" autoComplete="off" className="text-right tabular-nums" {...register(`${path}.maxDays`)} />
      </Field>
      <EditOnly>
        {onRemove ? (
          <Button
            variant="ghost"
            size="icon-sm"
            className="absolute top-2 right-2 text-muted-foreground"
            aria-label={t.removeRate(name.trim() || t.rateNumber(number + 1))}
            onClick={onRemove}
          >
            <X aria-hidden />
          </Button>
        ) : null}
      </EditOnly>
    </li>
  );
}
