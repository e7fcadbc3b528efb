"use client";

import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { security } from "@/lib/messages/security";
import { fieldProblem } from "@/lib/problems";
import { useSecondFactor } from "../api/second-factor";

interface CodeIfOnProps {
  value: string;
  onChange: (value: string) => void;
  error: unknown;
}

/** Beside a password: asks for a code where two-step sign-in is on. */
export function CodeIfOn({ value, onChange, error }: CodeIfOnProps) {
  const factor = useSecondFactor();
  if (!factor.data?.enabled) return null;
  return (
    <Field label={security.code} error={fieldProblem(error, "code") ?? fieldProblem(error, "recovery_code")}>
      <Input
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
