"use client";

import { Controller, useFormContext, useWatch } from "react-hook-form";
import type { CheckoutPolicy } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { RadioCards } from "@tradewind/ui/radio-cards";
import { Loaded } from "@/components/loaded";
import { VersionedForm } from "@/components/versioned-form";
import { EditOnly } from "@/features/stores/components/edit-only";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { useTitle } from "@/lib/use-title";
import { useVersionedForm } from "@/lib/use-versioned-form";
import { readCheckoutPolicy, useCheckoutPolicy, useSaveCheckoutPolicy } from "../api/selling";

const t = messages.settings.checkout;
const POLICIES = ["hold", "refund"] as const;

interface CheckoutFormValues {
  impossible: CheckoutPolicy["impossible_orders"];
  consent: string;
}

export function CheckoutSettings() {
  const store = useStore();
  useTitle(t.title, store.name);
  return (
    <Loaded query={useCheckoutPolicy(store.id)} failed={t.failed}>
      {(policy) => <CheckoutForm policy={policy} />}
    </Loaded>
  );
}

function CheckoutForm({ policy }: { policy: CheckoutPolicy }) {
  const store = useStore();
  const save = useSaveCheckoutPolicy(store.id);
  const state = useVersionedForm<CheckoutFormValues, CheckoutPolicy>({
    saved: policy,
    valuesOf: ({ impossible_orders, consent_text }) => ({ impossible: impossible_orders, consent: consent_text }),
    check: ({ consent }, report) => {
      if (consent.trim().length > 300) report(["consent"], t.consentLong);
    },
    save: ({ impossible, consent }, version) =>
      save.mutateAsync({ impossible_orders: impossible, consent_text: consent.trim(), version }),
    reload: () => readCheckoutPolicy(store.id),
    locate: (field) => (field === "consent_text" ? "consent" : field === "impossible_orders" ? "impossible" : null),
    savedText: t.saved,
  });
  return (
    <VersionedForm state={state} saveLabel={t.save} staleTitle={t.stale}>
      <CheckoutFields />
    </VersionedForm>
  );
}

function CheckoutFields() {
  const store = useStore();
  const { register, control, setValue, formState } = useFormContext<CheckoutFormValues>();
  const consent = useWatch({ control, name: "consent" });
  return (
    <>
      <Card aria-labelledby="checkout-impossible">
        <CardHeader title={t.impossibleTitle} titleId="checkout-impossible" description={t.impossibleText} />
        <CardContent>
          <Controller
            control={control}
            name="impossible"
            render={({ field }) => (
              <RadioCards
                label={t.impossibleTitle}
                value={field.value}
                onValueChange={field.onChange}
                options={POLICIES.map((value) => ({
                  value,
                  label: t.impossible[value].label,
                  description: t.impossible[value].text,
                }))}
              />
            )}
          />
        </CardContent>
      </Card>
      <Card aria-labelledby="checkout-consent">
        <CardHeader title={t.consentTitle} titleId="checkout-consent" description={t.consentText} />
        <CardContent className="grid gap-3">
          <Field label={t.consentLabel} hint={t.consentHint} error={formState.errors.consent?.message}>
            <Input maxLength={300} {...register("consent")} />
          </Field>
          {consent.trim() === "" ? (
            <EditOnly>
              <div>
                <Button
                  variant="outline"
                  size="sm"
                  onClick={() => setValue("consent", t.consentSuggestion(store.name), { shouldDirty: true, shouldValidate: true })}
                >
                  {t.consentSuggest}
                </Button>
              </div>
            </EditOnly>
          ) : (
            <figure className="rounded-md border bg-sidebar p-3">
              <figcaption className="text-[13px] text-muted-foreground">{t.consentPreview}</figcaption>
              <p className="mt-2 flex items-start gap-2.5">
                <span aria-hidden className="mt-0.5 size-4 shrink-0 rounded-sm border border-muted-foreground/70 bg-card" />
                <span className="min-w-0 break-words">{consent.trim()}</span>
              </p>
            </figure>
          )}
        </CardContent>
      </Card>
    </>
  );
}
