"use client";

import { Controller, type Path, useFormContext, useWatch } from "react-hook-form";
import type { Taxes } from "@tradewind/api-client";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { CheckboxField } from "@tradewind/ui/checkbox-field";
import { RadioCards } from "@tradewind/ui/radio-cards";
import { Loaded } from "@/components/loaded";
import { VersionedForm } from "@/components/versioned-form";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { useTitle } from "@/lib/use-title";
import { useVersionedForm } from "@/lib/use-versioned-form";
import { readTaxes, useSaveTaxes, useTaxes } from "../api/selling";
import { bodyOf, checkTaxes, fieldOf, formOf, type TaxFormValues } from "../lib/taxes";
import { TaxRatesCard } from "./tax-rates-card";

const t = messages.settings.taxes;
const MODES = ["none", "manual", "stripe"] as const;

export function TaxSettings() {
  const store = useStore();
  useTitle(t.title, store.name);
  return (
    <Loaded query={useTaxes(store.id)} failed={t.failed}>
      {(taxes) => <TaxForm taxes={taxes} />}
    </Loaded>
  );
}

function TaxForm({ taxes }: { taxes: Taxes }) {
  const store = useStore();
  const save = useSaveTaxes(store.id);
  const state = useVersionedForm<TaxFormValues, Taxes>({
    saved: taxes,
    valuesOf: formOf,
    check: checkTaxes,
    save: (values, version) => save.mutateAsync(bodyOf(values, version)),
    reload: () => readTaxes(store.id),
    locate: (field) => fieldOf(field) as Path<TaxFormValues> | null,
    savedText: t.saved,
  });
  return (
    <VersionedForm state={state} saveLabel={t.save} staleTitle={t.stale}>
      <TaxFields />
    </VersionedForm>
  );
}

function TaxFields() {
  const { control } = useFormContext<TaxFormValues>();
  const mode = useWatch({ control, name: "mode" });
  return (
    <>
      <Card aria-labelledby="tax-mode">
        <CardHeader title={t.mode} titleId="tax-mode" />
        <CardContent className="grid gap-4">
          <Controller
            control={control}
            name="mode"
            render={({ field }) => (
              <RadioCards
                label={t.mode}
                value={field.value}
                onValueChange={field.onChange}
                options={MODES.map((value) => ({ value, label: t.modes[value].label, description: t.modes[value].text }))}
              />
            )}
          />
          {mode === "none" ? null : (
            <Controller
              control={control}
              name="included"
              render={({ field }) => (
                <CheckboxField label={t.included} hint={t.includedHint} checked={field.value} onCheckedChange={field.onChange} />
              )}
            />
          )}
        </CardContent>
      </Card>
      {mode === "manual" ? <TaxRatesCard /> : null}
    </>
  );
}
