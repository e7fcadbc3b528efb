"use client";

import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import type { Order } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { Card, CardHeader } from "@tradewind/ui/card";
import { Textarea } from "@tradewind/ui/input";
import { cn } from "@tradewind/ui/lib/cn";
import { formatDateTime } from "@tradewind/ui/lib/dates";
import { useCanFinish, useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { reportProblem } from "@/lib/report-problem";
import { useAddNote } from "../api/orders";

const t = messages.orders.timeline;

/** What happened to the order, the latest first, and a place for what only the merchant knows. */
export function TimelineCard({ order }: { order: Order }) {
  const { locale, timezone } = useStore();
  const canFinish = useCanFinish();
  const entries = [...order.timeline].reverse();
  return (
    <Card aria-labelledby="order-timeline">
      <CardHeader title={t.title} titleId="order-timeline" />
      {canFinish ? <NoteForm order={order} /> : null}
      <ol className={cn("px-4 pb-4", !canFinish && "pt-3")}>
        {entries.map((entry, index) => (
          <li key={`${entry.at}:${entry.kind}:${entries.length - index}`} className="relative flex gap-3 pb-4 last:pb-0">
            {index < entries.length - 1 ? <span aria-hidden className="absolute top-3.5 bottom-[-6px] left-[3.5px] w-px bg-border" /> : null}
            <span aria-hidden className={cn("mt-1.5 size-2 shrink-0 rounded-full", index === 0 ? "bg-primary" : "bg-input")} />
            <div className="min-w-0 flex-1 sm:flex sm:items-baseline sm:justify-between sm:gap-4">
              <p className="break-words whitespace-pre-line">
                {entry.kind === "note" ? <Badge className="mr-1.5">{t.note}</Badge> : null}
                {entry.detail || entry.kind.replaceAll("_", " ")}
              </p>
              <time dateTime={entry.at} className="shrink-0 text-[13px] text-muted-foreground tabular-nums">
                {formatDateTime(entry.at, { locale, timeZone: timezone })}
              </time>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function NoteForm({ order }: { order: Order }) {
  const store = useStore();
  const add = useAddNote(store.id, order.id);
  const form = useRef<HTMLFormElement>(null);
  const [text, setText] = useState("");

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const note = text.trim();
    if (note === "" || add.isPending) return;
    setText("");
    add.mutate(note, {
      onError: (error) => {
        // What was typed since then is kept as well.
        setText((since) => [note, since].filter(Boolean).join("\n"));
        reportProblem(error, t.failed);
      },
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
  };

  return (
    <form ref={form} onSubmit={submit} className="grid gap-2 p-4">
      <Textarea
        aria-label={t.noteLabel}
        placeholder={t.notePlaceholder}
        rows={2}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="flex items-center justify-between gap-3">
        <p className="text-[13px] text-muted-foreground">{t.noteHint}</p>
        <Button type="submit" variant="outline" size="sm" disabled={text.trim() === ""} pending={add.isPending}>
          {t.add}
        </Button>
      </div>
    </form>
  );
}
