"use client";

import { useState } from "react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import * as z from "zod/mini";
import { isProblem } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { LiveFields } from "@/components/live-fields";
import { ProblemAlert } from "@/components/problem-alert";
import { security } from "@/lib/messages/security";
import { type ProblemText, showInForm } from "@/lib/problems";
import { useFragmentToken } from "@/lib/use-fragment-token";
import { useResetPassword } from "../api/security";
import { passwordRule } from "../schemas/credentials";

const t = security.reset;
const schema = z.object({ password: passwordRule });

/** What a reset link leads to. */
export function ResetPassword() {
  const token = useFragmentToken();
  const router = useRouter();
  const reset = useResetPassword();
  const [problem, setProblem] = useState<ProblemText | null>(null);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { password: "" } });
  if (token === "" || isProblem(reset.error, "link_ended")) return <Ended />;
  const submit = form.handleSubmit(async ({ password }) => {
    setProblem(null);
    try {
      await reset.mutateAsync({ token: token ?? "", password });
    } catch (error) {
      if (!isProblem(error, "link_ended")) setProblem(showInForm(form, error));
      return;
    }
    toast.success(t.done);
    router.replace("/login");
  });
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">{t.title}</h1>
      <p className="mt-1 text-sm text-muted-foreground">{t.lead}</p>
      <form onSubmit={submit} noValidate className="mt-6 grid gap-4">
        <LiveFields>
          <ProblemAlert problem={problem} />
          <Field label={t.password} hint={t.hint} error={form.formState.errors.password?.message}>
            <Input type="password" autoComplete="new-password" {...form.register("password")} />
          </Field>
          <Button type="submit" size="lg" className="w-full" pending={reset.isPending || reset.isSuccess}>
            {t.submit}
          </Button>
        </LiveFields>
      </form>
    </>
  );
}

function Ended() {
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">{t.ended}</h1>
      <p className="mt-1 text-sm text-muted-foreground">{t.endedText}</p>
      <Button asChild size="lg" className="mt-6 w-full">
        <Link href="/forgot-password">{t.ask}</Link>
      </Button>
    </>
  );
}
