"use client";

import { Controller, useFormContext, useWatch } from "react-hook-form";
import type { ResearchSettings } from "@tradewind/api-client";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { CheckboxField } from "@tradewind/ui/checkbox-field";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { Select } from "@tradewind/ui/select";
import { TagInput } from "@tradewind/ui/tag-input";
import { toMoneyInput } from "@tradewind/ui/lib/money";
import { Loaded } from "@/components/loaded";
import { MoneyField } from "@/components/money-field";
import { VersionedForm } from "@/components/versioned-form";
import { useStore } from "@/features/stores/store-context";
import { checkAmount } from "@/lib/amounts";
import { countryOptions } from "@/lib/countries";
import { researchSettings as t } from "@/lib/messages/pricing";
import { research as words } from "@/lib/messages/research";
import { useTitle } from "@/lib/use-title";
import { useVersionedForm } from "@/lib/use-versioned-form";
import { useItems } from "../api/research";
import { readSettings, useResearchSettings, useSaveSettings } from "../api/settings";
import { scoreBy } from "../lib/weights";

interface SettingsValues {
  keywords: string[];
  excluded: string[];
  minCost: string;
  maxCost: string;
  shipTo: string;
  language: string;
  hour: number;
  enabled: boolean;
  weights: Record<string, number>;
}

const FIELDS: Record<string, keyof SettingsValues> = {
  keywords: "keywords",
  excluded: "excluded",
  min_cost: "minCost",
  max_cost: "maxCost",
  ship_to: "shipTo",
  language: "language",
  hour: "hour",
};
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const PREVIEWED = { status: null, words: "", sort: "score", page: 1, perPage: 25 } as const;

export function ResearchSettingsForm() {
  const store = useStore();
  useTitle(t.title, store.name);
  return (
    <Loaded query={useResearchSettings(store.id)} failed={t.failed}>
      {(settings) => <SettingsForm settings={settings} />}
    </Loaded>
  );
}

function SettingsForm({ settings }: { settings: ResearchSettings }) {
  const store = useStore();
  const save = useSaveSettings(store.id);
  const money = { currency: store.currency, locale: store.locale };
  const amount = (text: string) => checkAmount(text, money).money;
  const state = useVersionedForm<SettingsValues, ResearchSettings>({
    saved: settings,
    valuesOf: (saved) => ({
      keywords: saved.keywords,
      excluded: saved.excluded,
      minCost: toMoneyInput(saved.min_cost, store.locale),
      maxCost: toMoneyInput(saved.max_cost, store.locale),
      shipTo: saved.ship_to,
      language: saved.language,
      hour: saved.hour,
      enabled: saved.enabled,
      weights: saved.weights,
    }),
    check: (values, report) => {
      if (values.keywords.length === 0) report(["keywords"], t.keywordsNone);
      if (values.keywords.length > 8) report(["keywords"], t.keywordsMany);
      if (!/^[a-z]{2}$/.test(values.language)) report(["language"], t.languageInvalid);
      const [low, high] = [checkAmount(values.minCost, money), checkAmount(values.maxCost, money)];
      if (low.error) report(["minCost"], low.error);
      if (high.error) report(["maxCost"], high.error);
      if (low.money && high.money && high.money.amount < low.money.amount) report(["maxCost"], t.band);
      if (Object.values(values.weights).every((weight) => weight === 0)) report(["weights"], t.weights.none);
    },
    save: (values, version) =>
      save.mutateAsync({
        keywords: values.keywords,
        excluded: values.excluded,
        min_cost: amount(values.minCost),
        max_cost: amount(values.maxCost),
        ship_to: values.shipTo,
        language: values.language,
        hour: values.hour,
        enabled: values.enabled,
        weights: values.weights,
        version,
      }),
    reload: () => readSettings(store.id),
    locate: (field) => FIELDS[field.split(".")[0] ?? ""] ?? null,
    savedText: t.saved,
  });
  return (
    <VersionedForm state={state} saveLabel={t.save} staleTitle={t.stale}>
      <WhatCard />
      <WhereCard />
      <WeightsCard />
    </VersionedForm>
  );
}

function WhatCard() {
  const { control } = useFormContext<SettingsValues>();
  const labels = { suggestions: t.suggestions, remove: t.removeWord };
  return (
    <Card aria-labelledby="research-what">
      <CardHeader title={t.what.title} titleId="research-what" />
      <CardContent className="grid gap-4">
        {(["keywords", "excluded"] as const).map((name) => (
          <Controller
            key={name}
            control={control}
            name={name}
            render={({ field, fieldState }) => (
              <Field label={t[name]} hint={name === "keywords" ? t.keywordsHint : t.excludedHint} error={fieldState.error?.message}>
                <TagInput ref={field.ref} value={field.value} onValueChange={field.onChange} labels={labels} placeholder={t.wordPlaceholder} maxLength={60} />
              </Field>
            )}
          />
        ))}
        <div className="grid gap-4 sm:grid-cols-2">
          <MoneyField name="minCost" label={t.minCost} />
          <MoneyField name="maxCost" label={t.maxCost} />
        </div>
      </CardContent>
    </Card>
  );
}

function WhereCard() {
  const { register, control, formState } = useFormContext<SettingsValues>();
  return (
    <Card aria-labelledby="research-where">
      <CardHeader title={t.where.title} titleId="research-where" />
      <CardContent className="grid gap-4 sm:grid-cols-2">
        <Field label={t.shipTo}>
          <Select {...register("shipTo")}>
            {countryOptions().map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t.language} error={formState.errors.language?.message}>
          <Input maxLength={2} autoComplete="off" {...register("language")} />
        </Field>
        <Field label={t.hour}>
          <Select {...register("hour", { valueAsNumber: true })}>
            {HOURS.map((hour) => (
              <option key={hour} value={hour}>
                {`${String(hour).padStart(2, "0")}:00`}
              </option>
            ))}
          </Select>
        </Field>
        <div className="flex items-end pb-1.5">
          <Controller
            control={control}
            name="enabled"
            render={({ field }) => <CheckboxField label={t.enabled} checked={field.value} onCheckedChange={field.onChange} />}
          />
        </div>
      </CardContent>
    </Card>
  );
}

function WeightsCard() {
  const store = useStore();
  const { control, formState } = useFormContext<SettingsValues>();
  const weights = useWatch({ control, name: "weights" });
  const items = useItems(store.id, PREVIEWED);
  const ranked = (items.data?.items ?? [])
    .map((item) => ({ item, score: scoreBy(weights, item.score.parts) }))
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .slice(0, 5);
  const problem = formState.errors.weights?.message;
  return (
    <Card aria-labelledby="research-weights">
      <CardHeader title={t.weights.title} titleId="research-weights" description={t.weights.text} />
      <CardContent className="grid gap-6 md:grid-cols-2">
        <div className="grid content-start gap-3">
          {Object.keys(weights).map((part) => {
            const name = words.score.parts[part] ?? part;
            return (
              <Controller
                key={part}
                control={control}
                name={`weights.${part}`}
                render={({ field }) => (
                  <label className="grid grid-cols-[6.5rem_minmax(0,1fr)_2.5rem] items-center gap-3 text-[13px]">
                    <span>{name}</span>
                    <input
                      type="range"
                      min={0}
                      max={100}
                      step={5}
                      aria-label={t.weights.label(name)}
                      className="accent-(--primary)"
                      value={field.value}
                      onChange={(event) => field.onChange(Number(event.target.value))}
                    />
                    <span className="text-right tabular-nums">{field.value}</span>
                  </label>
                )}
              />
            );
          })}
          {typeof problem === "string" ? (
            <p role="alert" className="text-[13px] text-danger">
              {problem}
            </p>
          ) : null}
        </div>
        <div>
          <h3 className="mb-2 text-[13px] font-medium">{t.weights.preview}</h3>
          {ranked.length === 0 ? <p className="text-[13px] text-muted-foreground">{t.weights.previewNone}</p> : null}
          <ol className="grid gap-1.5 text-[13px]">
            {ranked.map(({ item, score }) => (
              <li key={item.id} className="flex items-baseline justify-between gap-3">
                <span className="truncate">{item.title}</span>
                <span className="font-medium tabular-nums">{score ?? "–"}</span>
              </li>
            ))}
          </ol>
        </div>
      </CardContent>
    </Card>
  );
}
