"use client";

import { useFormContext, useWatch } from "react-hook-form";
import type { Product } from "@tradewind/api-client";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { Field } from "@tradewind/ui/field";
import { Input, Textarea } from "@tradewind/ui/input";
import { slugify } from "@/features/stores/lib/slug";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import type { ProductFormValues } from "../lib/product-form";

const t = messages.products.form;

export function SeoCard({ saved }: { saved: Product | null }) {
  const { register, control, formState } = useFormContext<ProductFormValues>();
  const [seoTitle, seoDescription, title, description, slug] = useWatch({
    control,
    name: ["seoTitle", "seoDescription", "title", "description", "slug"],
  });
  const changed = saved !== null && slug.trim() !== "" && slug.trim() !== saved.slug;
  const slugHint = saved === null ? t.slugHint : changed ? t.slugChanged(saved.slug) : t.slugKeepsHint;
  const { errors } = formState;
  return (
    <Card aria-labelledby="seo-title">
      <CardHeader title={t.seo} titleId="seo-title" description={t.seoDescription} />
      <CardContent className="grid gap-4">
        <SearchPreview />
        <Field label={t.seoTitle} note={messages.common.optional} hint={t.seoTitleHint(seoTitle.length)} error={errors.seoTitle?.message}>
          <Input autoComplete="off" placeholder={title} {...register("seoTitle")} />
        </Field>
        <Field label={t.seoText} note={messages.common.optional} hint={t.seoTextHint(seoDescription.length)} error={errors.seoDescription?.message}>
          <Textarea rows={3} placeholder={oneLine(description).slice(0, 155)} {...register("seoDescription")} />
        </Field>
        <Field label={t.slug} note={messages.common.optional} hint={slugHint} error={errors.slug?.message}>
          <Input autoComplete="off" autoCapitalize="none" spellCheck={false} placeholder={slugify(title, 100)} {...register("slug")} />
        </Field>
      </CardContent>
    </Card>
  );
}

function SearchPreview() {
  const store = useStore();
  const { control } = useFormContext<ProductFormValues>();
  const [title, description, seoTitle, seoDescription, slug] = useWatch({
    control,
    name: ["title", "description", "seoTitle", "seoDescription", "slug"],
  });
  const heading = seoTitle.trim() || title.trim();
  const text = seoDescription.trim() || oneLine(description);
  const address = new URL(store.storefront_url).host;
  return (
    <div className="min-w-0 rounded-lg border bg-sidebar p-3">
      <p className="truncate text-xs text-muted-foreground">
        {address} › products › {slug.trim() || slugify(title, 100) || "…"}
      </p>
      <p className="mt-0.5 truncate text-base text-info">{heading ? `${heading} · ${store.name}` : t.seoEmptyTitle}</p>
      <p className="mt-0.5 line-clamp-2 text-[13px] text-muted-foreground">{text.slice(0, 160) || t.seoEmptyText}</p>
    </div>
  );
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
