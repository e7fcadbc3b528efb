"use client";

import { type ReactNode, useId } from "react";
import { cn } from "../lib/cn";
import { Checkbox } from "./checkbox";

interface CheckboxFieldProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
  className?: string;
}

/** A tick with its words beside it; the words can be clicked as well. */
export function CheckboxField({ label, hint, checked, onCheckedChange, disabled, className }: CheckboxFieldProps) {
  const id = useId();
  return (
    <div data-slot="checkbox-field" className={cn("flex items-start gap-2.5", className)}>
      <Checkbox
        id={id}
        className="mt-0.5"
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onCheckedChange={(next) => onCheckedChange(next === true)}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="cursor-pointer text-sm">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="text-[13px] leading-5 text-muted-foreground">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}
