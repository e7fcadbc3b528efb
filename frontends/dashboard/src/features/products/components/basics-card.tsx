"use client";

import { useFormContext } from "react-hook-form";
import { Card, CardContent } from "@tradewind/ui/card";
import { Field } from "@tradewind/ui/field";
import { Input, Textarea } from "@tradewind/ui/input";
import { messages } from "@/lib/messages";
import type { ProductFormValues } from "../lib/product-form";

const t = messages.products.form;

export function BasicsCard() {
  const { register, formState } = useFormContext<ProductFormValues>();
  return (
    <Card aria-label={t.basics}>
      <CardContent className="grid gap-4">
        <Field label={t.title} error={formState.errors.title?.message}>
          <Input autoComplete="off" placeholder={t.titlePlaceholder} {...register("title")} />
        </Field>
        <Field label={t.description} note={messages.common.optional} error={formState.errors.description?.message} hint={t.descriptionHint}>
          <Textarea rows={7} {...register("description")} />
        </Field>
      </CardContent>
    </Card>
  );
}
