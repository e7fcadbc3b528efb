"use client";

import { useState } from "react";
import dynamic from "next/dynamic";
import type { SecondFactor } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { formatDate } from "@tradewind/ui/lib/dates";
import { Loaded } from "@/components/loaded";
import { twoStep } from "@/lib/messages/two-step";
import { useSecondFactor } from "../api/second-factor";

const t = twoStep.card;
const FEW = 3;

/** Dialogs and the drawing of a QR code are loaded when they are opened first. */
const TwoStepDialog = dynamic(() => import("./two-step-dialog").then((module) => module.TwoStepDialog), { ssr: false });

type Step = "set-up" | "renew" | "turn-off";

/** How two-step sign-in stands, and the ways to change it. */
export function TwoStepCard() {
  const factor = useSecondFactor();
  const [step, setStep] = useState<Step | null>(null);
  return (
    <>
      <Loaded query={factor} failed={t.failed}>
        {(state) => <State state={state} onStep={setStep} />}
      </Loaded>
      {step ? <TwoStepDialog step={step} onClose={() => setStep(null)} /> : null}
    </>
  );
}

function State({ state, onStep }: { state: SecondFactor; onStep: (step: Step) => void }) {
  return (
    <Card className="p-4 sm:p-5">
      <div className="flex items-center gap-2">
        <h2 className="text-sm font-semibold">{t.title}</h2>
        <Badge tone={state.enabled ? "success" : "neutral"}>{state.enabled ? t.badge.on : t.badge.off}</Badge>
      </div>
      {state.enabled ? (
        <p className="mt-1 text-sm text-muted-foreground">
          {state.enabled_at ? t.on(formatDate(state.enabled_at)) : null} {t.codesLeft(state.recovery_codes_left)}
          {state.recovery_codes_left <= FEW ? ` ${t.fewCodes}` : ""}
        </p>
      ) : (
        <p className="mt-1 max-w-prose text-sm text-muted-foreground">{t.off}</p>
      )}
      <div className="mt-4 flex flex-wrap gap-2">
        {state.enabled ? (
          <>
            <Button variant="outline" onClick={() => onStep("renew")}>
              {t.newCodes}
            </Button>
            <Button variant="outline" onClick={() => onStep("turn-off")}>
              {t.turnOff}
            </Button>
          </>
        ) : (
          <Button onClick={() => onStep("set-up")}>{t.setUp}</Button>
        )}
      </div>
    </Card>
  );
}
