"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { Card, CardContent } from "@tradewind/ui/card";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { Select } from "@tradewind/ui/select";
import { messages } from "@/lib/messages";
import type { ProductFormValues } from "../lib/product-form";

const t = messages.products;
const STATUSES = ["draft", "active", "archived"] as const;

/** Whether shoppers see it, and how the merchant files it. A product is archived only once it exists. */
export function OrganisationCard({ exists }: { exists: boolean }) {
  const { register, control, formState } = useFormContext<ProductFormValues>();
  const status = useWatch({ control, name: "status" });
  const offered = exists ? STATUSES : STATUSES.slice(0, 2);
  return (
    <Card aria-label={t.form.organisation}>
      <CardContent className="grid gap-4">
        <Field label={t.form.status} hint={t.statusHint[status]} error={formState.errors.status?.message}>
          <Select {...register("status")}>
            {offered.map((value) => (
              <option key={value} value={value}>
                {t.status[value]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t.form.tags} note={messages.common.optional} hint={t.form.tagsHint} error={formState.errors.tags?.message}>
          <Input autoComplete="off" {...register("tags")} />
        </Field>
      </CardContent>
    </Card>
  );
}
