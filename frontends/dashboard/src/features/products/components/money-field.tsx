"use client";

import type { ReactNode } from "react";
import { Controller, type FieldPathByValue, useFormContext } from "react-hook-form";
import { Field } from "@tradewind/ui/field";
import { MoneyInput } from "@tradewind/ui/money-input";
import { useStore } from "@/features/stores/store-context";
import type { ProductFormValues } from "../lib/product-form";

interface MoneyFieldProps {
  name: FieldPathByValue<ProductFormValues, string>;
  label: string;
  hint?: ReactNode;
  note?: string;
  placeholder?: string;
  hideLabel?: boolean;
}

/** An amount of the product form in the store's currency. */
export function MoneyField({ name, label, hint, note, placeholder, hideLabel }: MoneyFieldProps) {
  const store = useStore();
  const { control } = useFormContext<ProductFormValues>();
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) => (
        <Field label={label} hint={hint} note={note} hideLabel={hideLabel} error={fieldState.error?.message}>
          <MoneyInput
            ref={field.ref}
            name={field.name}
            value={field.value}
            onValueChange={field.onChange}
            onBlur={field.onBlur}
            currency={store.currency}
            locale={store.locale}
            placeholder={placeholder}
          />
        </Field>
      )}
    />
  );
}
