import { toNestErrors } from "@hookform/resolvers";
import type { FieldErrors, FieldValues, Resolver } from "react-hook-form";

/** Says what is wrong at a path; the first word on a path stands. */
export type Report = (path: (string | number)[], message: string) => void;

/** A form's rules as a plain function, for forms whose rules look at the currency or at other fields. */
export function rulesResolver<T extends FieldValues>(check: (values: T, report: Report) => void): Resolver<T> {
  return (values, _context, options) => {
    const errors: Record<string, { type: string; message: string }> = {};
    check(values, (path, message) => {
      errors[path.join(".")] ??= { type: "custom", message };
    });
    if (Object.keys(errors).length === 0) return { values, errors: {} };
    return { values: {}, errors: toNestErrors(errors as FieldErrors, options) as FieldErrors<T> };
  };
}
