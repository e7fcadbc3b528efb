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

/** Beside a password: asks for a code where two-step sign-in is on, or where the API says so before we know. */
export function CodeIfOn({ value, onChange, error }: CodeIfOnProps) {
  const factor = useSecondFactor();
  const wrong = fieldProblem(error, "code") ?? fieldProblem(error, "recovery_code");
  if (!factor.data?.enabled && !wrong) return null;
  return (
    <Field label={security.code} error={wrong}>
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
