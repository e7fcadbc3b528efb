"use client";

import { Controller, useFormContext, useWatch } from "react-hook-form";
import type { Collection, CollectionSort } from "@tradewind/api-client";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { Field } from "@tradewind/ui/field";
import { Input, Textarea } from "@tradewind/ui/input";
import { RadioCards } from "@tradewind/ui/radio-cards";
import { Select } from "@tradewind/ui/select";
import { slugify } from "@/features/stores/lib/slug";
import { messages } from "@/lib/messages";
import { collections } from "@/lib/messages/collections";
import { type CollectionFormValues, sortOf } from "../lib/collection-form";

const t = collections;
const STATUSES = ["active", "draft", "archived"] as const;
const SORTS = ["manual", "newest", "title", "price_asc", "price_desc"] as const satisfies readonly CollectionSort[];

export function BasicsCard() {
  const { register, control, formState } = useFormContext<CollectionFormValues>();
  return (
    <Card aria-label={t.form.basics}>
      <CardContent className="grid gap-4">
        <Field label={t.form.title} error={formState.errors.title?.message}>
          <Input autoComplete="off" placeholder={t.form.titlePlaceholder} {...register("title")} />
        </Field>
        <Field
          label={t.form.description}
          note={messages.common.optional}
          hint={t.form.descriptionHint}
          error={formState.errors.description?.message}
        >
          <Textarea rows={3} {...register("description")} />
        </Field>
        <div>
          <p aria-hidden className="mb-1.5 text-[13px] font-medium">
            {t.form.kind}
          </p>
          <Controller
            control={control}
            name="kind"
            render={({ field }) => (
              <RadioCards
                label={t.form.kind}
                value={field.value}
                onValueChange={field.onChange}
                className="sm:grid-cols-2"
                options={(["manual", "rules"] as const).map((value) => ({ value, ...t.form.kinds[value] }))}
              />
            )}
          />
        </div>
      </CardContent>
    </Card>
  );
}

export function OrganisationCard({ exists }: { exists: boolean }) {
  const { register, control, setValue, formState } = useFormContext<CollectionFormValues>();
  const [status, kind, sort] = useWatch({ control, name: ["status", "kind", "sort"] });
  const offered = SORTS.filter((one) => one !== "manual" || kind === "manual");
  return (
    <Card aria-label={t.form.organisation}>
      <CardContent className="grid gap-4">
        <Field label={t.form.status} hint={t.statusHint[status]} error={formState.errors.status?.message}>
          <Select {...register("status")}>
            {STATUSES.filter((one) => exists || one !== "archived").map((value) => (
              <option key={value} value={value}>
                {t.status[value]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t.form.sort} error={formState.errors.sort?.message}>
          <Select
            value={sortOf({ kind, sort })}
            onChange={(event) => setValue("sort", SORTS.find((one) => one === event.target.value) ?? "newest", { shouldDirty: true })}
          >
            {offered.map((value) => (
              <option key={value} value={value}>
                {t.sort[value]}
              </option>
            ))}
          </Select>
        </Field>
      </CardContent>
    </Card>
  );
}

export function SeoCard({ saved }: { saved: Collection | null }) {
  const { register, control, formState } = useFormContext<CollectionFormValues>();
  const [title, description, slug] = useWatch({ control, name: ["title", "description", "slug"] });
  const { errors } = formState;
  const changed = saved !== null && slug.trim() !== "" && slug.trim() !== saved.slug;
  const slugHint = saved === null ? t.form.slugHint : changed ? t.form.slugChanged(saved.slug) : t.form.slugKeepsHint;
  return (
    <Card aria-labelledby="collection-seo">
      <CardHeader title={t.form.seo} titleId="collection-seo" description={t.form.seoDescription} />
      <CardContent className="grid gap-4">
        <Field label={t.form.seoTitle} note={messages.common.optional} error={errors.seoTitle?.message}>
          <Input autoComplete="off" placeholder={title} {...register("seoTitle")} />
        </Field>
        <Field label={t.form.seoText} note={messages.common.optional} error={errors.seoDescription?.message}>
          <Textarea rows={3} placeholder={description.slice(0, 155)} {...register("seoDescription")} />
        </Field>
        <Field label={t.form.slug} note={messages.common.optional} hint={slugHint} error={errors.slug?.message}>
          <Input autoComplete="off" autoCapitalize="none" spellCheck={false} placeholder={slugify(title, 100)} {...register("slug")} />
        </Field>
      </CardContent>
    </Card>
  );
}
