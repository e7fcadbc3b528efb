"use client";

import { Plus, X } from "lucide-react";
import { Controller, useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { Field, FieldError } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { Segmented } from "@tradewind/ui/segmented";
import { Select } from "@tradewind/ui/select";
import { MoneyField } from "@/components/money-field";
import { useTags } from "@/features/products/api/products";
import { useCanEdit, useStore } from "@/features/stores/store-context";
import { collections } from "@/lib/messages/collections";
import type { CollectionFormValues } from "../lib/collection-form";
import { blankRule, RULE_FIELDS } from "../lib/rules";

const t = collections.rules;
const TAGS_LIST = "collection-rule-tags";
const MAX_RULES = 20;

/** Which products belong: each line one rule, joined by all or any. */
export function RulesCard() {
  const store = useStore();
  const canEdit = useCanEdit();
  const { control, formState } = useFormContext<CollectionFormValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "rules", keyName: "rowId" });
  const tags = useTags(store.id).data ?? [];
  const error = formState.errors.rules;
  return (
    <Card aria-labelledby="collection-rules">
      <CardHeader title={t.title} titleId="collection-rules" />
      <CardContent className="grid gap-3">
        {fields.length > 1 ? (
          <div className="flex flex-wrap items-center gap-3">
            <span aria-hidden className="text-[13px] font-medium">
              {t.match}
            </span>
            <Controller
              control={control}
              name="match"
              render={({ field }) => (
                <Segmented
                  label={t.match}
                  value={field.value}
                  onValueChange={field.onChange}
                  className="w-52"
                  options={(["all", "any"] as const).map((value) => ({ value, label: t.matches[value] }))}
                />
              )}
            />
          </div>
        ) : null}
        <ul aria-label={t.list} className="grid gap-2">
          {fields.map((row, index) => (
            <RuleLine key={row.rowId} index={index} removable={fields.length > 1} onRemove={() => remove(index)} />
          ))}
        </ul>
        <datalist id={TAGS_LIST}>
          {tags.map(({ tag }) => (
            <option key={tag} value={tag} />
          ))}
        </datalist>
        <FieldError>{error?.root?.message ?? error?.message}</FieldError>
        {canEdit && fields.length < MAX_RULES ? (
          <div>
            <Button variant="outline" size="sm" onClick={() => append(blankRule())}>
              <Plus aria-hidden />
              {t.add}
            </Button>
          </div>
        ) : null}
      </CardContent>
    </Card>
  );
}

interface RuleLineProps {
  index: number;
  removable: boolean;
  onRemove: () => void;
}

function RuleLine({ index, removable, onRemove }: RuleLineProps) {
  const { register } = useFormContext<CollectionFormValues>();
  const position = index + 1;
  return (
    <li aria-label={t.rule(position)} className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 rounded-lg border p-2 sm:grid-cols-[12rem_minmax(0,1fr)_auto]">
      <Select aria-label={t.field(position)} {...register(`rules.${index}.field`)}>
        {RULE_FIELDS.map((field) => (
          <option key={field} value={field}>
            {t.fields[field]}
          </option>
        ))}
      </Select>
      <div className="col-span-2 row-start-2 min-w-0 sm:col-span-1 sm:row-start-1 sm:col-start-2">
        <RuleValue index={index} />
      </div>
      <Button
        variant="ghost"
        size="icon"
        className="h-9 text-muted-foreground md:h-8"
        aria-label={t.remove(position)}
        disabled={!removable}
        onClick={onRemove}
      >
        <X aria-hidden />
      </Button>
    </li>
  );
}

/** The inputs of one kind of rule. */
function RuleValue({ index }: { index: number }) {
  const { control, register, formState } = useFormContext<CollectionFormValues>();
  const field = useWatch({ control, name: `rules.${index}.field` });
  const errors = formState.errors.rules?.[index];
  const position = index + 1;
  const common = { hideLabel: true, className: "min-w-0" };
  switch (field) {
    case "tag":
      return (
        <Field label={t.tag(position)} error={errors?.value?.message} {...common}>
          <Input list={TAGS_LIST} autoComplete="off" maxLength={40} {...register(`rules.${index}.value`)} />
        </Field>
      );
    case "title":
      return (
        <Field label={t.words(position)} error={errors?.value?.message} {...common}>
          <Input autoComplete="off" maxLength={100} {...register(`rules.${index}.value`)} />
        </Field>
      );
    case "price":
      return (
        <div className="grid grid-cols-2 gap-2">
          <MoneyField name={`rules.${index}.min`} label={t.min(position)} placeholder={t.minPlaceholder} hideLabel />
          <MoneyField name={`rules.${index}.max`} label={t.max(position)} placeholder={t.maxPlaceholder} hideLabel />
        </div>
      );
    case "option":
      return (
        <div className="grid grid-cols-2 gap-2">
          <Field label={t.optionName(position)} error={errors?.name?.message} {...common}>
            <Input autoComplete="off" maxLength={100} placeholder={t.optionNamePlaceholder} {...register(`rules.${index}.name`)} />
          </Field>
          <Field label={t.optionValue(position)} error={errors?.value?.message} {...common}>
            <Input autoComplete="off" maxLength={100} placeholder={t.optionValuePlaceholder} {...register(`rules.${index}.value`)} />
          </Field>
        </div>
      );
    case "in_stock":
      return <p className="flex min-h-9 items-center text-[13px] text-muted-foreground md:min-h-8">{t.inStockHint}</p>;
    case "created":
      return (
        <Field label={t.days(position)} error={errors?.days?.message} {...common}>
          <Input inputMode="numeric" autoComplete="off" className="text-right tabular-nums" {...register(`rules.${index}.days`)} />
        </Field>
      );
  }
}
