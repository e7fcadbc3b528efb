"use client";

import { useState } from "react";
import { toast } from "sonner";
import { newIdempotencyKey, type PricePreviewRow, type PricingRules, type PricingRulesRequest } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { cn } from "@tradewind/ui/lib/cn";
import { formatMoney } from "@tradewind/ui/lib/money";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@tradewind/ui/table";
import { ProblemAlert } from "@/components/problem-alert";
import { EditOnly } from "@/features/stores/components/edit-only";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { pricing } from "@/lib/messages/pricing";
import { formatShare } from "@/lib/numbers";
import { describeProblem } from "@/lib/problems";
import { reportProblem } from "@/lib/report-problem";
import { useApplyRules, usePreview, useUndoPrices } from "../api/pricing";

const t = pricing.preview;
/** How many products one call changes. */
const AT_ONCE = 100;

interface PreviewCardProps {
  saved: PricingRules;
  dirty: boolean;
  request: () => PricingRulesRequest;
  valid: () => Promise<boolean>;
}

/** What the rules on this page would make of the products that are there, and the button that does it. */
export function PreviewCard({ saved, dirty, request, valid }: PreviewCardProps) {
  const store = useStore();
  const preview = usePreview(store.id);
  const apply = useApplyRules(store.id);
  const undo = useUndoPrices(store.id);
  const [shown, setShown] = useState<{ rows: PricePreviewRow[]; next: string | null } | null>(null);

  const look = async (cursor?: string) => {
    if (!(await valid())) return;
    preview.mutate(
      { rules: request(), cursor },
      { onSuccess: (page) => setShown((before) => ({ rows: cursor && before ? [...before.rows, ...page.rows] : page.rows, next: page.next })) },
    );
  };
  const changing = (shown?.rows ?? []).filter((row) => row.changes).slice(0, AT_ONCE);
  const go = () =>
    apply.mutate(
      { productIds: changing.map((row) => row.product_id), version: saved.version, key: newIdempotencyKey() },
      {
        onSuccess: (done) => {
          setShown(null);
          toast.success(t.applied(done.succeeded), {
            action: {
              label: messages.common.undo,
              onClick: () =>
                undo.mutate(done.undo_id, { onSuccess: () => void toast.success(t.undone), onError: (error) => reportProblem(error, t.undoFailed) }),
            },
          });
        },
        onError: (error) => reportProblem(error, t.applyFailed),
      },
    );

  return (
    <Card aria-labelledby="pricing-preview" className={cn("mt-4", !shown && !preview.isError && "pb-4")}>
      <CardHeader
        title={t.title}
        titleId="pricing-preview"
        description={t.text}
        actions={
          <Button variant="outline" size="sm" pending={preview.isPending} onClick={() => void look()}>
            {shown ? t.again : t.run}
          </Button>
        }
      />
      {preview.isError ? (
        <CardContent>
          <ProblemAlert problem={describeProblem(preview.error)} />
        </CardContent>
      ) : null}
      {shown && shown.rows.length === 0 ? (
        <CardContent>
          <p className="text-[13px] text-muted-foreground">{t.empty}</p>
        </CardContent>
      ) : null}
      {shown && shown.rows.length > 0 ? (
        <>
          <div className="mt-3 border-y">
            <Rows rows={shown.rows} locale={store.locale} />
          </div>
          <CardContent className="flex flex-wrap items-center gap-3 pt-3">
            <EditOnly>
              <Button disabled={dirty || changing.length === 0} pending={apply.isPending} onClick={go}>
                {t.apply(changing.length)}
              </Button>
            </EditOnly>
            {dirty ? <span className="text-[13px] text-muted-foreground">{t.saveFirst}</span> : null}
            {shown.next ? (
              <Button variant="outline" size="sm" pending={preview.isPending} onClick={() => void look(shown.next ?? undefined)}>
                {t.more}
              </Button>
            ) : null}
          </CardContent>
        </>
      ) : null}
    </Card>
  );
}

function Rows({ rows, locale }: { rows: readonly PricePreviewRow[]; locale: string }) {
  const money = (value: PricePreviewRow["cost"]) => (value ? formatMoney(value, { locale }) : "–");
  const share = (points: number | null) => (points === null ? "–" : formatShare(points, locale));
  return (
    <Table aria-label={t.label}>
      <TableHeader>
        <TableRow>
          <TableHead>{t.columns.product}</TableHead>
          <TableHead className="text-right">{t.columns.cost}</TableHead>
          <TableHead className="text-right">{t.columns.before}</TableHead>
          <TableHead className="text-right">{t.columns.after}</TableHead>
          <TableHead className="text-right">{t.columns.margin}</TableHead>
          <TableHead className="text-right">{t.columns.change}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.product_id}>
            <TableCell className="max-w-64 truncate">{row.title}</TableCell>
            <TableCell className="text-right tabular-nums">{money(row.cost)}</TableCell>
            <TableCell className="text-right tabular-nums">{money(row.before.price)}</TableCell>
            <TableCell className="text-right font-medium tabular-nums">{money(row.after.price)}</TableCell>
            <TableCell className="text-right tabular-nums">{share(row.after.margin_basis_points)}</TableCell>
            <TableCell className="text-right text-[13px] text-muted-foreground tabular-nums" title={row.detail || undefined}>
              {row.note ? (t.notes[row.note] ?? row.note) : share(row.change_basis_points)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
