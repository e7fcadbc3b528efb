"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { Card, CardContent } from "@tradewind/ui/card";
import { Field } from "@tradewind/ui/field";
import { Select } from "@tradewind/ui/select";
import { TagInput } from "@tradewind/ui/tag-input";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { useTags } from "../api/products";
import { type ProductFormValues, tagsOf } from "../lib/product-form";

const t = messages.products;
const STATUSES = ["draft", "active", "archived"] as const;

/** Whether shoppers see it, and how the merchant files it. A product is archived only once it exists. */
export function OrganisationCard({ exists }: { exists: boolean }) {
  const store = useStore();
  const { register, control, setValue, formState } = useFormContext<ProductFormValues>();
  const [status, tags] = useWatch({ control, name: ["status", "tags"] });
  const known = useTags(store.id).data ?? [];
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
          <TagInput
            value={tagsOf(tags)}
            onValueChange={(next) => setValue("tags", next.join(", "), { shouldDirty: true, shouldValidate: formState.isSubmitted })}
            suggestions={known.map((one) => one.tag)}
            placeholder={messages.common.tags.placeholder}
            labels={messages.common.tags}
          />
        </Field>
      </CardContent>
    </Card>
  );
}
