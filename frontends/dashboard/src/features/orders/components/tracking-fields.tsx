"use client";

import { useId } from "react";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { messages } from "@/lib/messages";
import { CARRIERS, type Tracking, trackingUrlProblem, withTracking } from "../lib/tracking";

const t = messages.orders.fulfill;

interface TrackingFieldsProps {
  tracking: Tracking;
  onChange: (tracking: Tracking) => void;
}

export function TrackingFields({ tracking, onChange }: TrackingFieldsProps) {
  const list = useId();
  const change = (next: Partial<Tracking>) => onChange(withTracking(tracking, next));
  const problem = trackingUrlProblem(tracking.url);
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t.carrier} note={messages.common.optional}>
        <Input
          list={list}
          maxLength={60}
          autoComplete="off"
          value={tracking.carrier}
          onChange={(event) => change({ carrier: event.target.value })}
        />
      </Field>
      <datalist id={list}>
        {CARRIERS.map((carrier) => (
          <option key={carrier} value={carrier} />
        ))}
      </datalist>
      <Field label={t.number} note={messages.common.optional}>
        <Input
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          value={tracking.number}
          onChange={(event) => change({ number: event.target.value })}
        />
      </Field>
      <Field
        className="sm:col-span-2"
        label={t.url}
        note={messages.common.optional}
        hint={t.carrierHint}
        error={problem ? (problem === "long" ? t.urlLong : t.urlInvalid) : undefined}
      >
        <Input
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          value={tracking.url}
          onChange={(event) => change({ url: event.target.value })}
        />
      </Field>
    </div>
  );
}
