"use client";

import { useState } from "react";
import { isProblem } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { ProblemAlert } from "@/components/problem-alert";
import { twoStep } from "@/lib/messages/two-step";
import { describeProblem, fieldProblem } from "@/lib/problems";
import { useFinishLogin } from "../api/second-factor";

const t = twoStep.login;

interface SecondStepProps {
  challenge: string;
  onDone: () => void;
  onBack: () => void;
}

/** The second half of signing in: a code of the app, or a recovery code. */
export function SecondStep({ challenge, onDone, onBack }: SecondStepProps) {
  const finish = useFinishLogin();
  const [recovery, setRecovery] = useState(false);
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState(false);
  const missing = tried && typed.trim() === "" ? t.missing : undefined;
  const wrong = fieldProblem(finish.error, "code") ?? fieldProblem(finish.error, "recovery_code");
  const tooLate = isProblem(finish.error, "not_authenticated");
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">{t.title}</h1>
      <p className="mt-1 text-sm text-muted-foreground">{recovery ? t.recoveryLead : t.lead}</p>
      <form
        noValidate
        className="mt-6 grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (typed.trim() !== "") finish.mutate({ challenge, typed }, { onSuccess: onDone });
        }}
      >
        {tooLate ? <ProblemAlert problem={{ title: t.tooLate, description: "", requestId: null }} /> : null}
        {finish.error && !wrong && !tooLate ? <ProblemAlert problem={describeProblem(finish.error)} /> : null}
        <Field label={recovery ? t.recoveryCode : t.code} error={missing ?? wrong}>
          <Input
            key={String(recovery)}
            autoFocus
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            inputMode={recovery ? "text" : "numeric"}
            className="font-mono tracking-widest"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
        <Button type="submit" size="lg" className="w-full" pending={finish.isPending || finish.isSuccess}>
          {t.submit}
        </Button>
      </form>
      <div className="mt-6 grid justify-items-center gap-1">
        <Button
          variant="link"
          onClick={() => {
            setRecovery(!recovery);
            setTyped("");
            setTried(false);
            finish.reset();
          }}
        >
          {recovery ? t.useApp : t.useRecovery}
        </Button>
        <Button variant="link" onClick={onBack}>
          {t.back}
        </Button>
      </div>
    </>
  );
}
