"use client";

import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { Field } from "@tradewind/ui/field";
import { Textarea } from "@tradewind/ui/input";
import { ProblemAlert } from "@/components/problem-alert";
import { useStore } from "@/features/stores/store-context";
import { importing as t } from "@/lib/messages/importing";
import { describeProblem } from "@/lib/problems";
import { useIdempotencyKey } from "@/lib/use-idempotency-key";
import { useImportAddresses } from "../api/jobs";

const MOST = 40;

/** Why the lines cannot be sent; null when they can. */
export function addressProblem(lines: readonly string[]): string | null {
  if (lines.length === 0) return t.add.none;
  if (lines.length > MOST) return t.add.many;
  const odd = lines.find((line) => !/^https?:\/\/\S+$/.test(line));
  return odd ? t.add.invalid(odd) : null;
}

/** Supplier pages by their addresses, one a line. */
export function AddressForm() {
  const store = useStore();
  const bring = useImportAddresses(store.id);
  const keyFor = useIdempotencyKey();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const urls = text.split(/\s*\n\s*/).map((line) => line.trim()).filter(Boolean);
    const found = addressProblem(urls);
    setProblem(found);
    if (found) return;
    bring.mutate(
      { urls, key: keyFor(urls) },
      {
        onSuccess: () => {
          setText("");
          toast.success(t.add.started(urls.length));
        },
      },
    );
  };
  return (
    <Card aria-labelledby="import-addresses" className="mb-4">
      <CardHeader title={t.add.title} titleId="import-addresses" />
      <CardContent>
        <form onSubmit={submit} noValidate className="grid gap-3">
          {bring.isError ? <ProblemAlert problem={describeProblem(bring.error)} /> : null}
          <Field label={t.add.field} hint={t.add.hint} error={problem ?? undefined}>
            <Textarea rows={2} spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />
          </Field>
          <div>
            <Button type="submit" variant="outline" pending={bring.isPending}>
              {t.add.action}
            </Button>
          </div>
        </form>
      </CardContent>
    </Card>
  );
}
