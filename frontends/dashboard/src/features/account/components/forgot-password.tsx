"use client";

import { useState } from "react";
import Link from "next/link";
import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { Button } from "@tradewind/ui/button";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { LiveFields } from "@/components/live-fields";
import { ProblemAlert } from "@/components/problem-alert";
import { messages } from "@/lib/messages";
import { security } from "@/lib/messages/security";
import { type ProblemText, showInForm } from "@/lib/problems";
import { useAskForReset } from "../api/security";
import { emailRule } from "../schemas/credentials";

const t = security.forgot;
const schema = z.object({ email: emailRule });

/** Asks for a link; what it says afterwards is the same whether there is such an account. */
export function ForgotPassword() {
  const ask = useAskForReset();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [problem, setProblem] = useState<ProblemText | null>(null);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { email: "" } });
  const submit = form.handleSubmit(async ({ email }) => {
    setProblem(null);
    try {
      await ask.mutateAsync(email);
      setSentTo(email);
    } catch (error) {
      setProblem(showInForm(form, error));
    }
  });
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">{sentTo ? t.sentTitle : t.title}</h1>
      <p role={sentTo ? "status" : undefined} className="mt-1 text-sm text-muted-foreground">
        {sentTo ? t.sent(sentTo) : t.lead}
      </p>
      {sentTo ? (
        <Button variant="outline" size="lg" className="mt-6 w-full" onClick={() => setSentTo(null)}>
          {t.again}
        </Button>
      ) : (
        <form onSubmit={submit} noValidate className="mt-6 grid gap-4">
          <LiveFields>
            <ProblemAlert problem={problem} />
            <Field label={messages.account.email} error={form.formState.errors.email?.message}>
              <Input type="email" autoComplete="email" autoCapitalize="none" spellCheck={false} {...form.register("email")} />
            </Field>
            <Button type="submit" size="lg" className="w-full" pending={ask.isPending}>
              {t.submit}
            </Button>
          </LiveFields>
        </form>
      )}
      <p className="mt-6 text-center text-sm">
        <Link href="/login" className="font-medium text-primary-strong underline-offset-4 hover:underline">
          {t.back}
        </Link>
      </p>
    </>
  );
}
