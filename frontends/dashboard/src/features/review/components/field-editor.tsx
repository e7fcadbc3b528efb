"use client";

import { useState } from "react";
import { Check, PenLine } from "lucide-react";
import type { CopyAnswer, Review } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent } from "@tradewind/ui/card";
import { Field } from "@tradewind/ui/field";
import { Input, Textarea } from "@tradewind/ui/input";
import { EditOnly } from "@/features/stores/components/edit-only";
import { useCanEdit, useStore } from "@/features/stores/store-context";
import { review as t } from "@/lib/messages/importing";
import { reportProblem } from "@/lib/report-problem";
import { useApproveClaim, useRewrite } from "../api/review";
import { pieces } from "../lib/marks";

type FieldReview = Review["fields"][number];

interface FieldEditorProps {
  productId: string;
  field: FieldReview;
  /** The text as it stands in the form; undefined for a text that is only shown. */
  value: string | undefined;
  onChange: (text: string) => void;
}

/** One text: who wrote it, its statements without a fact, and another try by the writer. */
export function FieldEditor({ productId, field, value, onChange }: FieldEditorProps) {
  const store = useStore();
  const canEdit = useCanEdit();
  const approve = useApproveClaim(store.id, productId);
  const rewrite = useRewrite(store.id, productId);
  const [suggestion, setSuggestion] = useState<CopyAnswer | null>(null);
  const name = t.fields[field.field];
  const long = field.field === "description" || field.field === "seo_description";
  const ask = () =>
    rewrite.mutate(field.field, {
      onSuccess: (answer) => {
        if (answer.text) setSuggestion(answer);
        else reportProblem(new Error(answer.problem), answer.problem || t.rewriteFailed);
      },
      onError: (error) => reportProblem(error, t.rewriteFailed),
    });
  return (
    <Card aria-label={name} className="p-4">
      <CardContent className="grid gap-3 p-0">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Badge tone={field.provenance.origin === "model" ? "accent" : "neutral"} title={field.provenance.note || undefined}>
            {t.origin[field.provenance.origin]}
          </Badge>
          {!canEdit || value === undefined ? null : (
            <Button size="sm" variant="ghost" aria-label={t.rewriteLabel(name.toLowerCase())} pending={rewrite.isPending} onClick={ask}>
              <PenLine aria-hidden />
              {rewrite.isPending ? t.rewriting : t.rewrite}
            </Button>
          )}
        </div>
        {value === undefined ? (
          <div>
            <p className="text-[13px] font-medium">{name}</p>
            <p className="text-sm break-words">{field.text || "–"}</p>
          </div>
        ) : (
          <Field label={name}>
            {long ? (
              <Textarea rows={field.field === "description" ? 9 : 3} value={value} onChange={(event) => onChange(event.target.value)} />
            ) : (
              <Input value={value} onChange={(event) => onChange(event.target.value)} />
            )}
          </Field>
        )}
        {suggestion ? (
          <div className="grid gap-2 rounded-md border bg-primary-soft p-3">
            <p className="text-[13px] font-medium">{t.suggestion}</p>
            <p className="text-sm break-words whitespace-pre-line">{suggestion.text}</p>
            <div className="flex gap-2">
              <Button
                size="sm"
                onClick={() => {
                  onChange(suggestion.text);
                  setSuggestion(null);
                }}
              >
                {t.use}
              </Button>
              <Button size="sm" variant="ghost" onClick={() => setSuggestion(null)}>
                {t.drop}
              </Button>
            </div>
          </div>
        ) : null}
        {field.claims.length > 0 ? (
          <Claims field={field} pending={approve.isPending ? approve.variables : null} onApprove={(id) => approve.mutate(id, { onError: (error) => reportProblem(error) })} />
        ) : null}
      </CardContent>
    </Card>
  );
}

function Claims({ field, pending, onApprove }: { field: FieldReview; pending: string | null; onApprove: (id: string) => void }) {
  const open = field.claims.filter((claim) => !claim.approved);
  return (
    <div className="grid gap-2.5 rounded-md border bg-muted/40 p-3">
      {open.length > 0 ? (
        <p className="text-[13px] break-words whitespace-pre-line text-muted-foreground">
          {pieces(field.text, open).map((piece, index) =>
            piece.claim ? (
              <mark key={index} className="rounded-xs bg-warning-soft px-0.5 font-medium text-foreground">
                {piece.text}
              </mark>
            ) : (
              <span key={index}>{piece.text}</span>
            ),
          )}
        </p>
      ) : null}
      <ul className="grid gap-2">
        {field.claims.map((claim) => (
          <li key={claim.id} className="flex flex-wrap items-center justify-between gap-2 text-[13px]">
            <span className="min-w-0 break-words">
              <span className="font-medium">{t.claim(claim.text)}</span>{" "}
              <span className="text-muted-foreground">
                {t.claimKind[claim.kind] ?? claim.kind}: {claim.reason}
              </span>
            </span>
            {claim.approved ? (
              <span className="inline-flex items-center gap-1 text-muted-foreground">
                <Check aria-hidden className="size-3.5" />
                {t.approved}
              </span>
            ) : (
              <EditOnly>
                <Button size="sm" variant="outline" aria-label={t.approveLabel(claim.text)} pending={pending === claim.id} onClick={() => onApprove(claim.id)}>
                  {t.approve}
                </Button>
              </EditOnly>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
