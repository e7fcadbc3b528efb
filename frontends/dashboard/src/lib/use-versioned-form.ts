"use client";

import { useState } from "react";
import { type DefaultValues, type FieldValues, type Path, useForm } from "react-hook-form";
import { toast } from "sonner";
import { isProblem } from "@tradewind/api-client";
import { type Report, rulesResolver } from "./form-rules";
import { messages } from "./messages";
import { type FieldsByCode, type ProblemText, showInForm } from "./problems";
import { useUnsavedGuard } from "./use-unsaved-guard";

interface VersionedFormOptions<V extends FieldValues, S extends { version: number }> {
  /** What the API held when the form was opened. */
  saved: S;
  valuesOf: (saved: S) => V;
  check: (values: V, report: Report) => void;
  /** Saves over the version it is based on; a later one answers 409. */
  save: (values: V, version: number, before: S) => Promise<S>;
  /** Reads what the API holds now. */
  reload: () => Promise<S>;
  /** The form's field for the API's; null for one the form does not show. */
  locate?: (field: string) => Path<V> | null;
  byCode?: FieldsByCode<V>;
  /** Said after saving; left out where `save` says it. */
  savedText?: string;
}

/** A form over one document of the API: it goes on from each save, and asks before it overwrites somebody else's. */
export function useVersionedForm<V extends FieldValues, S extends { version: number }>(options: VersionedFormOptions<V, S>) {
  const [saved, setSaved] = useState(options.saved);
  const [newer, setNewer] = useState<S | null>(null);
  const [problem, setProblem] = useState<ProblemText | null>(null);
  const [resolver] = useState(() => rulesResolver<V>(options.check));
  const form = useForm<V>({ resolver, defaultValues: options.valuesOf(saved) as DefaultValues<V> });
  const { isDirty, isSubmitting } = form.formState;
  const guard = useUnsavedGuard(isDirty);

  const load = (current: S) => {
    setSaved(current);
    setProblem(null);
    form.reset(options.valuesOf(current));
  };

  const saveOver = (version: number) =>
    form.handleSubmit(async (values) => {
      setProblem(null);
      try {
        load(await options.save(values, version, saved));
        if (options.savedText) toast.success(options.savedText);
      } catch (error) {
        if (isProblem(error, "stale_version")) setNewer(await options.reload());
        else setProblem(showInForm(form, error, { byCode: options.byCode, locate: options.locate }));
      }
    });

  return {
    form,
    saved,
    problem,
    guard,
    isDirty,
    isSaving: isSubmitting,
    submit: saveOver(saved.version),
    discard: () => load(saved),
    /** Takes over what the API holds now. */
    load,
    stale: {
      open: newer !== null,
      onStay: () => setNewer(null),
      onReload: () => {
        if (newer) load(newer);
        setNewer(null);
        toast.success(messages.common.stale.loaded);
      },
      onOverwrite: () => {
        setNewer(null);
        if (newer) void saveOver(newer.version)();
      },
    },
  };
}
