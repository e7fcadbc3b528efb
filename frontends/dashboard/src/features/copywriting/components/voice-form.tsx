"use client";

import { Controller, useFormContext } from "react-hook-form";
import type { CopyVoice } from "@tradewind/api-client";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { CheckboxField } from "@tradewind/ui/checkbox-field";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { TagInput } from "@tradewind/ui/tag-input";
import { Loaded } from "@/components/loaded";
import { VersionedForm } from "@/components/versioned-form";
import { useStore } from "@/features/stores/store-context";
import { texts as t } from "@/lib/messages/texts";
import { useTitle } from "@/lib/use-title";
import { useVersionedForm } from "@/lib/use-versioned-form";
import { readVoice, useSaveVoice, useVoice } from "../api/voice";

interface VoiceValues {
  tone: string;
  language: string;
  avoid: string[];
  useAi: boolean;
}

const FIELDS: Record<string, keyof VoiceValues> = { tone: "tone", language: "language", avoid: "avoid", use_ai: "useAi" };

export function VoiceSettings() {
  const store = useStore();
  useTitle(t.title, store.name);
  return (
    <Loaded query={useVoice(store.id)} failed={t.failed}>
      {(voice) => <VoiceForm voice={voice} />}
    </Loaded>
  );
}

function VoiceForm({ voice }: { voice: CopyVoice }) {
  const store = useStore();
  const save = useSaveVoice(store.id);
  const state = useVersionedForm<VoiceValues, CopyVoice>({
    saved: voice,
    valuesOf: ({ tone, language, avoid, use_ai }) => ({ tone, language, avoid, useAi: use_ai }),
    check: ({ tone, language, avoid }, report) => {
      if (tone.trim() === "") report(["tone"], t.toneMissing);
      if (!/^([a-z]{2})?$/.test(language.trim())) report(["language"], t.languageInvalid);
      if (avoid.length > 50) report(["avoid"], t.avoidMany);
    },
    save: ({ tone, language, avoid, useAi }, version) =>
      save.mutateAsync({ tone: tone.trim(), language: language.trim(), avoid, use_ai: useAi, version }),
    reload: () => readVoice(store.id),
    locate: (field) => FIELDS[field.split(".")[0] ?? ""] ?? null,
    savedText: t.saved,
  });
  return (
    <VersionedForm state={state} saveLabel={t.save} staleTitle={t.stale}>
      <VoiceFields />
    </VersionedForm>
  );
}

function VoiceFields() {
  const { register, control, formState } = useFormContext<VoiceValues>();
  return (
    <Card aria-labelledby="voice">
      <CardHeader title={t.card} titleId="voice" />
      <CardContent className="grid gap-4">
        <Controller
          control={control}
          name="useAi"
          render={({ field }) => <CheckboxField label={t.useAi} hint={t.useAiHint} checked={field.value} onCheckedChange={field.onChange} />}
        />
        <Field label={t.tone} hint={t.toneHint} error={formState.errors.tone?.message}>
          <Input maxLength={200} autoComplete="off" {...register("tone")} />
        </Field>
        <Field label={t.language} hint={t.languageHint} error={formState.errors.language?.message} className="sm:w-60">
          <Input maxLength={2} autoComplete="off" {...register("language")} />
        </Field>
        <Controller
          control={control}
          name="avoid"
          render={({ field, fieldState }) => (
            <Field label={t.avoid} error={fieldState.error?.message}>
              <TagInput
                ref={field.ref}
                value={field.value}
                onValueChange={field.onChange}
                labels={{ suggestions: t.words, remove: t.removeWord }}
                placeholder={t.word}
              />
            </Field>
          )}
        />
      </CardContent>
    </Card>
  );
}
