"use client";

import type { ReactNode } from "react";
import { type FieldValues, FormProvider, type UseFormReturn } from "react-hook-form";
import { EditableFields } from "@/features/stores/components/editable-fields";
import type { ProblemText } from "@/lib/problems";
import type { useUnsavedGuard } from "@/lib/use-unsaved-guard";
import { LeaveDialog } from "./leave-dialog";
import { ProblemAlert } from "./problem-alert";
import { SaveBar } from "./save-bar";
import { StaleDialog } from "./stale-dialog";

interface VersionedFormProps<V extends FieldValues> {
  /** Of `useVersionedForm`. */
  state: {
    form: UseFormReturn<V>;
    problem: ProblemText | null;
    guard: ReturnType<typeof useUnsavedGuard>;
    isDirty: boolean;
    isSaving: boolean;
    submit: () => Promise<void>;
    discard: () => void;
    stale: { open: boolean; onStay: () => void; onReload: () => void; onOverwrite: () => void };
  };
  saveLabel: string;
  staleTitle: string;
  children: ReactNode;
}

/** The frame of a settings form: what went wrong above, saving below, and the two questions. */
export function VersionedForm<V extends FieldValues>({ state, saveLabel, staleTitle, children }: VersionedFormProps<V>) {
  return (
    <FormProvider {...state.form}>
      <form onSubmit={state.submit} noValidate>
        <div className="grid gap-4">
          <ProblemAlert problem={state.problem} />
          <EditableFields>{children}</EditableFields>
        </div>
        <SaveBar
          label={saveLabel}
          dirty={state.isDirty}
          saving={state.isSaving}
          disabled={!state.isDirty}
          onDiscard={state.discard}
        />
      </form>
      <LeaveDialog guard={state.guard} />
      <StaleDialog title={staleTitle} {...state.stale} />
    </FormProvider>
  );
}
