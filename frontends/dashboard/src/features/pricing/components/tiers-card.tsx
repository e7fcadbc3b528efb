"use client";

import { Plus, Trash2 } from "lucide-react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { Select } from "@tradewind/ui/select";
import { MoneyField } from "@/components/money-field";
import { useCanEdit } from "@/features/stores/store-context";
import { pricing as t } from "@/lib/messages/pricing";
import type { PricingValues } from "../lib/rules";

const MOST = 10;

/** How much is added to which cost. The last tier takes everything above. */
export function TiersCard() {
  const canEdit = useCanEdit();
  const { control } = useFormContext<PricingValues>();
  const tiers = useFieldArray({ control, name: "tiers" });
  const add = () => tiers.insert(tiers.fields.length - 1, { below: "", kind: "percent", value: "" });
  return (
    <Card aria-labelledby="pricing-tiers">
      <CardHeader title={t.tiers.title} titleId="pricing-tiers" description={t.tiers.text} />
      <CardContent className="grid gap-4">
        {tiers.fields.map((tier, index) => (
          <Tier
            key={tier.id}
            index={index}
            last={index === tiers.fields.length - 1}
            onRemove={canEdit && tiers.fields.length > 1 && index < tiers.fields.length - 1 ? () => tiers.remove(index) : null}
          />
        ))}
        {canEdit && tiers.fields.length < MOST ? (
          <div>
            <Button variant="outline" size="sm" onClick={add}>
              <Plus aria-hidden />
              {t.tiers.add}
            </Button>
          </div>
        ) : null}
      </CardContent>
    </Card>
  );
}

function Tier({ index, last, onRemove }: { index: number; last: boolean; onRemove: (() => void) | null }) {
  const { register, control, formState } = useFormContext<PricingValues>();
  const kind = useWatch({ control, name: `tiers.${index}.kind` });
  const error = formState.errors.tiers?.[index]?.value?.message;
  return (
    <fieldset className="grid gap-3 rounded-md border p-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)_auto] sm:items-start">
      <legend className="sr-only">{t.tiers.tier(index + 1)}</legend>
      {last ? <p className="self-center text-[13px] text-muted-foreground">{t.tiers.belowLast}</p> : <MoneyField name={`tiers.${index}.below`} label={t.tiers.below} />}
      <Field label={t.tiers.kind}>
        <Select {...register(`tiers.${index}.kind`)}>
          <option value="percent">{t.tiers.percent}</option>
          <option value="fixed">{t.tiers.fixed}</option>
        </Select>
      </Field>
      {kind === "fixed" ? (
        <MoneyField name={`tiers.${index}.value`} label={t.tiers.value} />
      ) : (
        <Field label={t.tiers.value} note={t.tiers.percentUnit} error={error}>
          <Input inputMode="decimal" autoComplete="off" {...register(`tiers.${index}.value`)} />
        </Field>
      )}
      {onRemove ? (
        <Button variant="ghost" size="icon" className="sm:mt-6" aria-label={t.tiers.remove(index + 1)} onClick={onRemove}>
          <Trash2 aria-hidden />
        </Button>
      ) : null}
    </fieldset>
  );
}
