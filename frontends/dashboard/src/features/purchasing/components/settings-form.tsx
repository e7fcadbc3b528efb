"use client";

import { Controller, useFormContext } from "react-hook-form";
import type { PurchasingSettings } from "@tradewind/api-client";
import { Alert } from "@tradewind/ui/alert";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { CheckboxField } from "@tradewind/ui/checkbox-field";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { toMoneyInput } from "@tradewind/ui/lib/money";
import { Loaded } from "@/components/loaded";
import { MoneyField } from "@/components/money-field";
import { VersionedForm } from "@/components/versioned-form";
import { useStore } from "@/features/stores/store-context";
import { checkAmount, readCount } from "@/lib/amounts";
import { purchases } from "@/lib/messages/purchases";
import { useTitle } from "@/lib/use-title";
import { useVersionedForm } from "@/lib/use-versioned-form";
import { readSettings, usePurchasingSettings, useSaveSettings } from "../api/settings";

const t = purchases.settings;
const BUFFER = { min: 15, max: 1440 } as const;

interface OrderingValues {
  automatic: boolean;
  ceiling: string;
  buffer: string;
}

const FIELDS: Record<string, keyof OrderingValues> = { automatic: "automatic", ceiling: "ceiling", buffer_minutes: "buffer" };

export function PurchasingSettingsPage() {
  const store = useStore();
  useTitle(t.title, store.name);
  return (
    <Loaded query={usePurchasingSettings(store.id)} failed={t.failed}>
      {(settings) => <SettingsForm settings={settings} />}
    </Loaded>
  );
}

function SettingsForm({ settings }: { settings: PurchasingSettings }) {
  const store = useStore();
  const save = useSaveSettings(store.id);
  const ceilingOf = (text: string) => checkAmount(text, { currency: store.currency, locale: store.locale }, { aboveZero: true });
  const state = useVersionedForm<OrderingValues, PurchasingSettings>({
    saved: settings,
    valuesOf: (saved) => ({
      automatic: saved.automatic,
      ceiling: toMoneyInput(saved.ceiling, store.locale),
      buffer: String(saved.buffer_minutes),
    }),
    check: (values, report) => {
      const ceiling = ceilingOf(values.ceiling);
      if (ceiling.error) report(["ceiling"], ceiling.error);
      if (values.automatic && !ceiling.money) report(["ceiling"], t.ceilingMissing);
      if (!readCount(values.buffer, BUFFER.min, BUFFER.max)) report(["buffer"], t.bufferInvalid);
    },
    save: (values, version) =>
      save.mutateAsync({
        automatic: values.automatic,
        ceiling: ceilingOf(values.ceiling).money,
        buffer_minutes: Number(values.buffer),
        version,
      }),
    reload: () => readSettings(store.id),
    locate: (field) => FIELDS[field.split(".")[0] ?? ""] ?? null,
    savedText: t.saved,
  });
  return (
    <VersionedForm state={state} saveLabel={t.save} staleTitle={t.stale}>
      <AutomaticCard />
    </VersionedForm>
  );
}

function AutomaticCard() {
  const {
    control,
    register,
    formState: { errors },
  } = useFormContext<OrderingValues>();
  return (
    <Card aria-labelledby="automatic-ordering">
      <CardHeader title={t.card} titleId="automatic-ordering" />
      <CardContent className="grid gap-4">
        <Alert tone="warning" title={t.warning}>
          {t.warningText}
        </Alert>
        <Controller
          control={control}
          name="automatic"
          render={({ field }) => <CheckboxField label={t.automatic} hint={t.automaticHint} checked={field.value} onCheckedChange={field.onChange} />}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <MoneyField name="ceiling" label={t.ceiling} hint={t.ceilingHint} />
          <Field label={t.buffer} hint={t.bufferHint} error={errors.buffer?.message}>
            <Input inputMode="numeric" autoComplete="off" className="text-right tabular-nums" {...register("buffer")} />
          </Field>
        </div>
      </CardContent>
    </Card>
  );
}
