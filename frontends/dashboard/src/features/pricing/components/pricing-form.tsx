"use client";

import { Controller, useFormContext, useWatch } from "react-hook-form";
import type { PricingRules } from "@tradewind/api-client";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { CheckboxField } from "@tradewind/ui/checkbox-field";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { Select } from "@tradewind/ui/select";
import { Loaded } from "@/components/loaded";
import { MoneyField } from "@/components/money-field";
import { VersionedForm } from "@/components/versioned-form";
import { useStore } from "@/features/stores/store-context";
import { pricing as t } from "@/lib/messages/pricing";
import { useTitle } from "@/lib/use-title";
import { useVersionedForm } from "@/lib/use-versioned-form";
import { readRules, useRules, useSaveRules } from "../api/pricing";
import { checkRules, type PricingValues, requestOf, valuesOf } from "../lib/rules";
import { PreviewCard } from "./preview-card";
import { RatesCard } from "./rates-card";
import { TiersCard } from "./tiers-card";

export function PricingSettings() {
  const store = useStore();
  useTitle(t.title, store.name);
  return (
    <Loaded query={useRules(store.id)} failed={t.failed}>
      {(rules) => <PricingForm rules={rules} />}
    </Loaded>
  );
}

function PricingForm({ rules }: { rules: PricingRules }) {
  const store = useStore();
  const save = useSaveRules(store.id);
  const context = { currency: store.currency, locale: store.locale };
  const state = useVersionedForm<PricingValues, PricingRules>({
    saved: rules,
    valuesOf: (saved) => valuesOf(saved, context),
    check: (values, report) => checkRules(values, report, context),
    save: (values, version) => save.mutateAsync({ ...requestOf(values, context), version }),
    reload: () => readRules(store.id),
    savedText: t.saved,
  });
  return (
    <>
      <VersionedForm state={state} saveLabel={t.save} staleTitle={t.stale}>
        <TiersCard />
        <CostsCard />
        <RatesCard rules={state.saved} />
        <PriceCard />
      </VersionedForm>
      <PreviewCard saved={state.saved} dirty={state.isDirty} request={() => requestOf(state.form.getValues(), context)} valid={() => state.form.trigger()} />
    </>
  );
}

/** A percentage as typed. */
function PercentField({ name, label, hint }: { name: "feePercent" | "fxBuffer" | "floor" | "compareAtPercent" | "maxChange"; label: string; hint?: string }) {
  const { register, formState } = useFormContext<PricingValues>();
  return (
    <Field label={label} hint={hint} error={formState.errors[name]?.message}>
      <Input inputMode="decimal" autoComplete="off" {...register(name)} />
    </Field>
  );
}

function CostsCard() {
  const { control } = useFormContext<PricingValues>();
  return (
    <Card aria-labelledby="pricing-costs">
      <CardHeader title={t.costs.title} titleId="pricing-costs" />
      <CardContent className="grid gap-4">
        {(["includeShipping", "includeFees"] as const).map((name) => (
          <Controller
            key={name}
            control={control}
            name={name}
            render={({ field }) => (
              <CheckboxField label={name === "includeFees" ? t.costs.fees : t.costs.shipping} checked={field.value} onCheckedChange={field.onChange} />
            )}
          />
        ))}
        <div className="grid gap-4 sm:grid-cols-3">
          <PercentField name="feePercent" label={t.costs.feePercent} />
          <MoneyField name="feeFixed" label={t.costs.feeFixed} />
          <PercentField name="fxBuffer" label={t.costs.fxBuffer} />
        </div>
      </CardContent>
    </Card>
  );
}

function PriceCard() {
  const { register, control } = useFormContext<PricingValues>();
  const compareAt = useWatch({ control, name: "compareAt" });
  const p = t.price;
  return (
    <Card aria-labelledby="pricing-price">
      <CardHeader title={p.title} titleId="pricing-price" />
      <CardContent className="grid gap-4 sm:grid-cols-2">
        <Field label={p.ending}>
          <Select {...register("ending")}>
            {Object.entries(p.endings).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <MoneyField name="minimum" label={p.minimum} />
        <PercentField name="floor" label={p.floor} />
        <PercentField name="maxChange" label={p.maxChange} hint={p.maxChangeHint} />
        <Field label={p.compareAt}>
          <Select {...register("compareAt")}>
            {Object.entries(p.compareAts).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        {compareAt === "percent" ? <PercentField name="compareAtPercent" label={p.compareAtPercent} /> : null}
      </CardContent>
    </Card>
  );
}
