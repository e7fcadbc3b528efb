"use client";

import { type ComponentProps, useState } from "react";
import { useForm, type UseFormRegister, type FieldErrors, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardFooter, CardHeader } from "@tradewind/ui/card";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { LeaveDialog } from "@/components/leave-dialog";
import { ProblemAlert } from "@/components/problem-alert";
import { rulesResolver } from "@/lib/form-rules";
import { messages } from "@/lib/messages";
import { type ProblemText, showInForm } from "@/lib/problems";
import { useUnsavedGuard } from "@/lib/use-unsaved-guard";
import { useUpdateStore } from "../api/stores";
import { changesOf, checkSettings, fieldOf, type SettingsFormValues, valuesOf } from "../lib/settings-form";
import { slugify } from "../lib/slug";
import type { StoreFormValues } from "../schemas/store";
import { useStore } from "../store-context";
import { ContactFields } from "./contact-fields";
import { EditOnly } from "./edit-only";
import { EditableFields } from "./editable-fields";
import { StoreDetailFields, StoreRegionFields } from "./store-fields";

const t = messages.stores;

export function SettingsForm() {
  const store = useStore();
  const update = useUpdateStore(store.id);
  const [problem, setProblem] = useState<ProblemText | null>(null);
  const form = useForm<SettingsFormValues>({ resolver: rulesResolver(checkSettings), defaultValues: valuesOf(store) });
  const { formState, control } = form;
  const guard = useUnsavedGuard(formState.isDirty);
  const [name, slug] = useWatch({ control, name: ["name", "slug"] });

  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      const saved = await update.mutateAsync(changesOf(store, values));
      form.reset(valuesOf(saved));
      toast.success(t.settings.saved);
    } catch (error) {
      const byCode = { slug_taken: "slug", slug_reserved: "slug", currency_locked: "currency" } as const;
      setProblem(showInForm(form, error, { byCode, locate: fieldOf }));
    }
  });

  // The fields of both forms are the same but for the address.
  const register = form.register as unknown as UseFormRegister<StoreFormValues>;
  const errors = formState.errors as FieldErrors<StoreFormValues>;
  const offered = slugify(name);
  const renamed = name.trim() !== store.name && offered !== "" && offered !== slug;
  const { host } = new URL(store.storefront_url);
  const domain = host.startsWith(`${store.slug}.`) ? host.slice(store.slug.length) : "";

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <ProblemAlert problem={problem} />
      <EditableFields>
        <Card>
          <CardHeader title={t.form.details} />
          <CardContent className="grid gap-4">
            <StoreDetailFields register={register} errors={errors} niche={store.niche} />
          </CardContent>
        </Card>
        <Card>
          <CardHeader title={t.settings.addressTitle} description={t.settings.addressText} />
          <CardContent className="grid gap-2">
            <Field
              label={t.form.slug}
              error={formState.errors.slug?.message}
              hint={slug === store.slug ? t.form.slugHint : t.form.slugKeeps}
            >
              <SlugInput domain={domain} {...form.register("slug")} />
            </Field>
            {renamed ? (
              <div className="rounded-md border bg-sidebar p-3">
                <Button
                  variant="link"
                  className="text-left whitespace-normal"
                  onClick={() => form.setValue("slug", offered, { shouldDirty: true, shouldValidate: true })}
                >
                  {t.form.slugOffer(offered)}
                </Button>
                <p className="mt-1 text-[13px] text-muted-foreground">{t.form.slugOfferHint}</p>
              </div>
            ) : null}
          </CardContent>
        </Card>
        <Card>
          <CardHeader title={t.form.contact} description={t.form.contactText} />
          <CardContent className="grid gap-4">
            <ContactFields register={form.register} errors={formState.errors} />
          </CardContent>
        </Card>
        <Card>
          <CardHeader title={t.form.regional} />
          <CardContent className="grid gap-4">
            <StoreRegionFields register={register} errors={errors} present={store} />
          </CardContent>
          <EditOnly>
            <CardFooter>
              {formState.isDirty ? (
                <Button variant="ghost" onClick={() => form.reset(valuesOf(store))}>
                  {messages.common.discard}
                </Button>
              ) : null}
              <Button type="submit" pending={update.isPending} disabled={!formState.isDirty}>
                {t.settings.save}
              </Button>
            </CardFooter>
          </EditOnly>
        </Card>
      </EditableFields>
      <LeaveDialog guard={guard} />
    </form>
  );
}

function SlugInput({ domain, ...props }: ComponentProps<"input"> & { domain: string }) {
  return (
    <span className="flex items-center">
      <Input
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        className={domain ? "rounded-r-none" : undefined}
        {...props}
      />
      {domain ? (
        <span
          aria-hidden
          className="flex h-9 max-w-3/5 shrink-0 items-center truncate rounded-r-md border border-l-0 border-input bg-sidebar px-2.5 text-sm text-muted-foreground md:h-8"
        >
          {domain}
        </span>
      ) : null}
    </span>
  );
}
