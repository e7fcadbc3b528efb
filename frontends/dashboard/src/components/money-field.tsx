"use client";

import type { ReactNode } from "react";
import { Controller, useFormContext } from "react-hook-form";
import { Field } from "@tradewind/ui/field";
import { MoneyInput } from "@tradewind/ui/money-input";
import { useStore } from "@/features/stores/store-context";

interface MoneyFieldProps {
  /** The path of a text in the form around it. */
  name: string;
  label: string;
  hint?: ReactNode;
  note?: string;
  placeholder?: string;
  hideLabel?: boolean;
}

/** An amount in the store's currency. */
export function MoneyField({ name, label, hint, note, placeholder, hideLabel }: MoneyFieldProps) {
  const store = useStore();
  const { control } = useFormContext();
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) => (
        <Field label={label} hint={hint} note={note} hideLabel={hideLabel} error={fieldState.error?.message}>
          <MoneyInput
            ref={field.ref}
            name={field.name}
            value={String(field.value ?? "")}
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
