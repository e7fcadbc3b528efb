"use client";

import { useState } from "react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { zodResolver } from "@hookform/resolvers/zod";
import { Eye, EyeOff } from "lucide-react";
import { useForm } from "react-hook-form";
import { isProblem } from "@tradewind/api-client";
import { Alert } from "@tradewind/ui/alert";
import { Button } from "@tradewind/ui/button";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { LiveFields } from "@/components/live-fields";
import { ProblemAlert } from "@/components/problem-alert";
import { messages } from "@/lib/messages";
import { security } from "@/lib/messages/security";
import { safeNextPath, withNext } from "@/lib/paths";
import { type ProblemText, showInForm } from "@/lib/problems";
import { useLogin, useRegister } from "../api/session";
import { loginSchema, registerSchema } from "../schemas/credentials";
import { SecondStep } from "./second-step";
import { waitText } from "../wait-text";

const t = messages.account;

/** Signing in and registering: the same two fields, other rules and words. */
export function AccountForm({ mode }: { mode: "login" | "register" }) {
  const router = useRouter();
  const next = useSearchParams().get("next");
  const login = useLogin();
  const register = useRegister();
  const [problem, setProblem] = useState<ProblemText | null>(null);
  const [visible, setVisible] = useState(false);
  const [challenge, setChallenge] = useState<string | null>(null);
  const form = useForm({
    resolver: zodResolver(mode === "login" ? loginSchema : registerSchema),
    defaultValues: { email: "", password: "" },
  });
  const { errors } = form.formState;
  const words = t[mode];
  const call = mode === "login" ? login : register;
  const taken = isProblem(register.error, "email_taken");

  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      const answer = await call.mutateAsync(values);
      if ("challenge" in answer) {
        setChallenge(answer.challenge);
        return;
      }
    } catch (error) {
      if (isProblem(error, "invalid_credentials")) {
        form.resetField("password");
        form.setFocus("password");
        setProblem({ title: t.invalidCredentials, description: "", requestId: null });
      } else if (isProblem(error, "too_many_attempts")) {
        setProblem({ title: t.tooManyAttempts(waitText(error.retryAfterSeconds)), description: "", requestId: null });
      } else if (!isProblem(error, "email_taken")) {
        setProblem(showInForm(form, error));
      }
      return;
    }
    router.replace(safeNextPath(next));
  });

  const startOver = () => {
    setChallenge(null);
    login.reset();
    form.reset();
  };
  if (challenge) return <SecondStep challenge={challenge} onDone={() => router.replace(safeNextPath(next))} onBack={startOver} />;

  const pending = call.isPending || call.isSuccess;
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">{words.title}</h1>
      <p className="mt-1 text-sm text-muted-foreground">{words.lead}</p>
      <form onSubmit={submit} noValidate className="mt-6 grid gap-4">
        <LiveFields>
          <ProblemAlert problem={problem} />
          {taken ? (
            <Alert tone="danger" live title={t.emailTaken}>
              <Link href={withNext("/login", next)} className="font-medium text-primary-strong underline underline-offset-4">
                {t.signInInstead}
              </Link>
            </Alert>
          ) : null}
          <Field label={t.email} error={errors.email?.message}>
            <Input type="email" autoComplete="email" autoCapitalize="none" spellCheck={false} {...form.register("email")} />
          </Field>
          <div className="relative">
            <Field
              label={t.password}
              error={errors.password?.message}
              hint={mode === "register" ? t.register.passwordHint : undefined}
            >
              <Input
                type={visible ? "text" : "password"}
                className="pr-10"
                autoComplete={mode === "login" ? "current-password" : "new-password"}
                {...form.register("password")}
              />
            </Field>
            <Button
              variant="ghost"
              size="icon-sm"
              className="absolute top-[25px] right-1 text-muted-foreground md:top-[24.5px]"
              aria-label={visible ? t.hidePassword : t.showPassword}
              onClick={() => setVisible(!visible)}
            >
              {visible ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
            </Button>
          </div>
          {mode === "login" ? (
            <Link href="/forgot-password" className="-mt-2 justify-self-start text-[13px] text-muted-foreground underline-offset-4 hover:underline">
              {security.forgot.link}
            </Link>
          ) : null}
          <Button type="submit" size="lg" className="w-full" pending={pending}>
            {words.submit}
          </Button>
        </LiveFields>
      </form>
      <p className="mt-6 text-center text-sm text-muted-foreground">
        {words.other}{" "}
        <Link
          href={withNext(mode === "login" ? "/register" : "/login", next)}
          className="font-medium text-primary-strong underline-offset-4 hover:underline"
        >
          {words.otherLink}
        </Link>
      </p>
    </>
  );
}
