"use client";

import { Controller, type UseFormReturn, useWatch } from "react-hook-form";
import type { Discount } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { CheckboxField } from "@tradewind/ui/checkbox-field";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { formatCount } from "@tradewind/ui/lib/money";
import { Segmented } from "@tradewind/ui/segmented";
import { MoneyField } from "@/components/money-field";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { discounts as discountWords } from "@/lib/messages/discounts";
import { type DiscountFormValues, randomCode } from "../lib/discount";

const t = discountWords.form;

interface DiscountFieldsProps {
  discount: Discount | null;
  form: UseFormReturn<DiscountFormValues>;
}

export function DiscountFields({ discount, form }: DiscountFieldsProps) {
  const store = useStore();
  const { register, control, formState } = form;
  const { errors } = formState;
  const kind = useWatch({ control, name: "kind" });
  return (
    <>
        {discount ? (
          <p className="text-[13px] text-muted-foreground">{t.used(formatCount(discount.uses, store.locale))}</p>
        ) : (
          <div className="flex items-start gap-2">
            <Field label={t.code} hint={t.codeHint} error={errors.code?.message} className="flex-1">
              <Input className="font-mono uppercase" autoComplete="off" spellCheck={false} maxLength={40} {...register("code")} />
            </Field>
            <Button
              variant="outline"
              className="mt-6 h-9 md:h-8"
              onClick={() => form.setValue("code", randomCode(), { shouldDirty: true, shouldValidate: formState.isSubmitted })}
            >
              {t.generate}
            </Button>
          </div>
        )}
        <Controller
          control={control}
          name="kind"
          render={({ field }) => (
            <Segmented
              label={t.kind}
              value={field.value}
              onValueChange={field.onChange}
              options={(["percent", "amount", "free_shipping"] as const).map((value) => ({ value, label: t.kinds[value] }))}
            />
          )}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          {kind === "percent" ? (
            <Field label={t.percent} error={errors.percent?.message}>
              <Input inputMode="decimal" autoComplete="off" className="text-right tabular-nums" {...register("percent")} />
            </Field>
          ) : null}
          {kind === "amount" ? <MoneyField name="amount" label={t.amount} /> : null}
          <MoneyField name="minimum" label={t.minimum} hint={t.minimumHint} note={messages.common.optional} />
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t.starts} note={messages.common.optional} error={errors.startsAt?.message}>
            <Input type="datetime-local" {...register("startsAt")} />
          </Field>
          <Field label={t.ends} note={messages.common.optional} error={errors.endsAt?.message}>
            <Input type="datetime-local" {...register("endsAt")} />
          </Field>
          <p className="-mt-2 text-[13px] text-muted-foreground sm:col-span-2">{t.zone(store.timezone.replaceAll("_", " "))}</p>
          {(["usageLimit", "perCustomerLimit"] as const).map((name) => (
            <Field
              key={name}
              label={name === "usageLimit" ? t.usageLimit : t.perCustomer}
              hint={t.limitHint}
              error={errors[name]?.message}
            >
              <Input inputMode="numeric" autoComplete="off" className="text-right tabular-nums" {...register(name)} />
            </Field>
          ))}
        </div>
        <Controller
          control={control}
          name="enabled"
          render={({ field }) => (
            <CheckboxField label={t.enabled} hint={t.enabledHint} checked={field.value} onCheckedChange={field.onChange} />
          )}
        />
    </>
  );
}
