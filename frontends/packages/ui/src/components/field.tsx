"use client";

import { cloneElement, type ReactElement, type ReactNode, useId } from "react";
import { CircleAlert } from "lucide-react";
import { cn } from "../lib/cn";
import { Label } from "./label";

interface ControlProps {
  id?: string;
  "aria-invalid"?: boolean;
  "aria-describedby"?: string;
  "aria-required"?: boolean;
}

interface FieldProps {
  label: ReactNode;
  /** One element: the control. It is given the id and the ARIA links. */
  children: ReactElement<ControlProps>;
  hint?: ReactNode;
  error?: string;
  /** Said after the label of a field that may stay empty, such as "optional". */
  note?: string;
  /** Keep the label for screen readers only. */
  hideLabel?: boolean;
  className?: string;
}

/** A label, its control, a hint and an error, tied together for assistive technology. */
export function Field({ label, children, hint, error, note, hideLabel = false, className }: FieldProps) {
  const generated = useId();
  const id = children.props.id ?? generated;
  const describedBy = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(" ");
  return (
    <div data-slot="field" className={cn("grid content-start gap-1", className)}>
      <Label htmlFor={id} className={hideLabel ? "sr-only" : undefined}>
        {label}
        {note ? <span className="ml-1.5 font-normal text-muted-foreground">{note}</span> : null}
      </Label>
      {cloneElement(children, {
        id,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": describedBy || undefined,
      })}
      {hint ? (
        <p id={`${id}-hint`} className="text-[13px] leading-5 text-muted-foreground">
          {hint}
        </p>
      ) : null}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

export function FieldError({ id, children, className }: { id?: string; children?: ReactNode; className?: string }) {
  if (!children) return null;
  return (
    <p id={id} className={cn("flex items-start gap-1.5 text-[13px] leading-5 text-danger-text", className)}>
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
