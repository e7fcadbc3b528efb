"use client";

import { Controller, useFormContext, useWatch } from "react-hook-form";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { ColorInput } from "@tradewind/ui/color-field";
import { Field } from "@tradewind/ui/field";
import { RadioCards } from "@tradewind/ui/radio-cards";
import { Segmented } from "@tradewind/ui/segmented";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import type { BrandingFormValues } from "../lib/branding-form";
import { accentProblem, PRESETS, presetOf } from "../lib/look";

const t = messages.settings.branding;

/** A choice of its own, or the preset's, which is empty in the form and needs a word among the options. */
const PRESET = "preset";

export function StyleCard() {
  const store = useStore();
  const { control } = useFormContext<BrandingFormValues>();
  const suits = presetOf(store.niche);
  return (
    <Card aria-labelledby="branding-style">
      <CardHeader title={t.style} titleId="branding-style" />
      <CardContent className="grid gap-5">
        <Controller
          control={control}
          name="preset"
          render={({ field }) => (
            <RadioCards
              label={t.preset}
              className="sm:grid-cols-2"
              value={field.value || "auto"}
              onValueChange={(value) => field.onChange(value === "auto" ? "" : value)}
              options={[
                { value: "auto", label: t.presets.auto.label, description: t.presets.auto.text(t.presetNames[suits]) },
                ...(["quiet", "bold", "warm"] as const).map((value) => ({
                  value,
                  label: t.presets[value].label,
                  description: t.presets[value].text,
                })),
              ]}
            />
          )}
        />
        <div className="grid gap-4">
          <div>
            <h3 className="text-[13px] font-medium">{t.adjust}</h3>
            <p className="text-[13px] text-muted-foreground">{t.adjustText}</p>
          </div>
          <Accent />
          <Choice name="background" label={t.background} words={t.backgrounds} options={["light", "paper", "cream"]} />
          <Choice name="fonts" label={t.fonts} words={t.fontNames} options={["geist", "bricolage", "fraunces"]} />
          <Choice name="radius" label={t.radius} words={t.radii} options={["sharp", "soft", "round"]} />
        </div>
      </CardContent>
    </Card>
  );
}

function Accent() {
  const store = useStore();
  const { control, setValue } = useFormContext<BrandingFormValues>();
  const values = useWatch({ control }) as BrandingFormValues;
  const pale = accentProblem(values, store.niche);
  return (
    <Controller
      control={control}
      name="accent"
      render={({ field, fieldState }) => (
        <div className="grid gap-1.5">
          <Field
            label={t.accent}
            hint={t.accentHint}
            error={pale ? t.accentPale(pale.ratio.toFixed(1), pale.shade) : fieldState.error?.message}
          >
            <ColorInput
              ref={field.ref}
              name={field.name}
              value={field.value}
              onValueChange={field.onChange}
              onBlur={field.onBlur}
              fallback={PRESETS[values.preset || presetOf(store.niche)].accent}
              pickerLabel={t.accentPick}
            />
          </Field>
          {pale ? (
            <div>
              <Button
                size="sm"
                variant="outline"
                onClick={() => setValue("accent", pale.shade, { shouldDirty: true, shouldValidate: true })}
              >
                <span aria-hidden className="size-3 rounded-full" style={{ background: pale.shade }} />
                {t.accentUse(pale.shade)}
              </Button>
            </div>
          ) : null}
        </div>
      )}
    />
  );
}

interface ChoiceProps {
  name: "background" | "fonts" | "radius";
  label: string;
  words: Readonly<Record<string, string>>;
  options: readonly string[];
}

function Choice({ name, label, words, options }: ChoiceProps) {
  const { control } = useFormContext<BrandingFormValues>();
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <div className="grid gap-1">
          <span aria-hidden className="text-[13px] leading-5 font-medium">
            {label}
          </span>
          <Segmented
            label={label}
            value={field.value || PRESET}
            onValueChange={(value) => field.onChange(value === PRESET ? "" : value)}
            options={[PRESET, ...options].map((value) => ({ value, label: words[value] ?? value }))}
          />
        </div>
      )}
    />
  );
}
