import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { ApiProblem, isProblem } from "@tradewind/api-client";
import { messages } from "./messages";

export interface ProblemText {
  title: string;
  description: string;
  requestId: string | null;
  code?: string;
}

/** Words for a failure: ours by its code, else the API's own, else a plain fallback. */
export function describeProblem(error: unknown): ProblemText {
  if (!isProblem(error)) return { ...messages.problems.fallback, requestId: null };
  const known = messages.problems.byCode[error.code];
  if (known) return { ...known, requestId: error.requestId, code: error.code };
  return {
    title: error.title || messages.problems.fallback.title,
    description: error.detail || messages.problems.fallback.description,
    requestId: error.requestId,
    code: error.code,
  };
}

/** What the API says is wrong with one field; nothing where it says nothing of it. */
export function fieldProblem(error: unknown, field: string): string | undefined {
  return isProblem(error) ? error.errors.find((item) => item.field === field)?.message : undefined;
}

/** Which form field a code belongs to when the answer names none. */
export type FieldsByCode<T extends FieldValues> = Partial<Record<string, Path<T>>>;

/**
 * Puts the refused fields of `error` into the form and focuses the first.
 *
 * @param locate turns the API's field path into the form's; return null for a field the form does not show.
 * @returns what no field could say, for a banner; null when the fields say it all.
 */
export function showInForm<T extends FieldValues>(
  form: UseFormReturn<T>,
  error: unknown,
  { byCode = {}, locate }: { byCode?: FieldsByCode<T>; locate?: (field: string) => Path<T> | null } = {},
): ProblemText | null {
  if (!(error instanceof ApiProblem)) return describeProblem(error);
  let shown = 0;
  const show = (field: Path<T>, message: string) => {
    form.setError(field, { type: "server", message }, { shouldFocus: shown === 0 });
    shown += 1;
  };
  const field = byCode[error.code];
  if (field && error.errors.length === 0) show(field, describeProblem(error).description);
  let unplaced = error.errors.length === 0 && shown === 0;
  for (const item of error.errors) {
    const path = locate ? locate(item.field) : (item.field as Path<T>);
    if (path) show(path, item.message);
    else unplaced = true;
  }
  if (!unplaced) return null;
  const text = describeProblem(error);
  const rest = error.errors.filter((item) => (locate ? locate(item.field) === null : false)).map((item) => item.message);
  return rest.length > 0 ? { ...text, description: rest.join(" ") } : text;
}
