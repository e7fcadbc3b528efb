"use client";

import { useMemo } from "react";
import type { FieldErrors, UseFormRegister } from "react-hook-form";
import { Field } from "@tradewind/ui/field";
import { Input, Textarea } from "@tradewind/ui/input";
import { Select } from "@tradewind/ui/select";
import { messages } from "@/lib/messages";
import { currencyOptions, localeOptions, timezones } from "../lib/region";
import type { StoreFormValues } from "../schemas/store";

const t = messages.stores.form;

interface FieldsProps {
  register: UseFormRegister<StoreFormValues>;
  errors: FieldErrors<StoreFormValues>;
}

/** @param niche the niche that is set, offered even where it is none of ours. */
export function StoreDetailFields({ register, errors, niche }: FieldsProps & { niche?: string }) {
  const niches = messages.stores.niches;
  const own = niche && !niches[niche] ? { [niche]: niche } : {};
  return (
    <>
      <Field label={t.name} error={errors.name?.message}>
        <Input autoComplete="off" placeholder={t.namePlaceholder} {...register("name")} />
      </Field>
      <Field label={t.niche} error={errors.niche?.message} hint={t.nicheHint}>
        <Select {...register("niche")}>
          <option value="">{t.nichePlaceholder}</option>
          {Object.entries({ ...niches, ...own }).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t.description} note={messages.common.optional} error={errors.description?.message} hint={t.descriptionHint}>
        <Textarea rows={3} {...register("description")} />
      </Field>
    </>
  );
}

export function StoreRegionFields({ register, errors, present }: FieldsProps & { present: { locale: string; timezone: string } }) {
  const currencies = useMemo(() => currencyOptions(), []);
  const locales = useMemo(() => localeOptions(present.locale), [present.locale]);
  const zones = useMemo(() => timezones(present.timezone), [present.timezone]);
  return (
    <>
      <Field label={t.currency} error={errors.currency?.message} hint={t.currencyHint}>
        <Select {...register("currency")}>
          {currencies.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t.locale} error={errors.locale?.message} hint={t.localeHint}>
          <Select {...register("locale")}>
            {locales.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t.timezone} error={errors.timezone?.message} hint={t.timezoneHint}>
          <Select {...register("timezone")}>
            {zones.map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </>
  );
}
