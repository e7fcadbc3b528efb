"use client";

import { useEffect, useState } from "react";
import { CirclePause, CirclePlay, Copy, Ellipsis, Eye, Pencil, Trash2 } from "lucide-react";
import { toast } from "sonner";
import type { Discount, Store } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@tradewind/ui/dropdown-menu";
import { formatDate } from "@tradewind/ui/lib/dates";
import { formatCount } from "@tradewind/ui/lib/money";
import { Skeleton } from "@tradewind/ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@tradewind/ui/table";
import { useCanEdit, useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { discounts as discountWords } from "@/lib/messages/discounts";
import { reportProblem } from "@/lib/report-problem";
import { useToggleDiscount } from "../api/discounts";
import { describeDiscount, stateOf } from "../lib/discount";

const t = discountWords;
const tones = { active: "success", scheduled: "info", ended: "neutral", used_up: "warning", disabled: "neutral" } as const;

interface DiscountTableProps {
  discounts: readonly Discount[];
  onEdit: (code: string) => void;
  onDelete: (discount: Discount) => void;
}

/** A table from 768 px on, two-line rows below. */
export function DiscountTable({ discounts, ...handlers }: DiscountTableProps) {
  const store = useStore();
  const now = useNow();
  const rows = discounts.map((discount) => ({
    discount,
    state: stateOf(discount, now),
    uses: t.list.uses(
      formatCount(discount.uses, store.locale),
      discount.usage_limit === null ? null : formatCount(discount.usage_limit, store.locale),
    ),
  }));
  return (
    <>
      <div className="hidden md:block">
        <Table aria-label={t.list.tableLabel}>
          <TableHeader>
            <tr>
              <TableHead>{t.list.columns.code}</TableHead>
              <TableHead>{t.list.columns.value}</TableHead>
              <TableHead>{t.list.columns.state}</TableHead>
              <TableHead>{t.list.columns.ends}</TableHead>
              <TableHead className="text-right">{t.list.columns.uses}</TableHead>
              <TableHead className="w-12">
                <span className="sr-only">{t.list.columns.actions}</span>
              </TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {rows.map(({ discount, state, uses }) => (
              <TableRow key={discount.code} className="relative hover:bg-sidebar">
                <TableCell>
                  <CodeButton discount={discount} onEdit={handlers.onEdit} />
                </TableCell>
                <TableCell className="w-full">{describeDiscount(discount, store.locale)}</TableCell>
                <TableCell>
                  <Badge tone={tones[state]}>{t.state[state]}</Badge>
                </TableCell>
                <TableCell className="whitespace-nowrap text-muted-foreground tabular-nums">{runsOf(discount, store)}</TableCell>
                <TableCell className="text-right whitespace-nowrap tabular-nums">{uses}</TableCell>
                <TableCell className="py-1">
                  <DiscountActions discount={discount} {...handlers} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <ul className="md:hidden">
        {rows.map(({ discount, state, uses }) => (
          <li key={discount.code} className="relative flex items-start gap-2 border-b px-4 py-3 last:border-b-0">
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap items-center gap-2">
                <CodeButton discount={discount} onEdit={handlers.onEdit} />
                <Badge tone={tones[state]}>{t.state[state]}</Badge>
              </div>
              <p className="mt-1">{describeDiscount(discount, store.locale)}</p>
              <p className="mt-0.5 text-[13px] text-muted-foreground tabular-nums">
                {t.list.usesLabel(uses)} · {runsOf(discount, store)}
              </p>
            </div>
            <DiscountActions discount={discount} {...handlers} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** The present, looked at anew every half minute: codes start and end by themselves. */
function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function CodeButton({ discount, onEdit }: { discount: Discount; onEdit: (code: string) => void }) {
  return (
    <button
      type="button"
      onClick={() => onEdit(discount.code)}
      className="max-w-full rounded-sm text-left font-mono text-[13px] font-medium break-all after:absolute after:inset-0 md:whitespace-nowrap"
    >
      {discount.code}
    </button>
  );
}

function runsOf({ starts_at, ends_at }: Discount, { locale, timezone }: Store): string {
  const date = (value: string) => formatDate(value, { locale, timeZone: timezone });
  if (starts_at && ends_at) return t.list.span(date(starts_at), date(ends_at));
  if (starts_at) return t.list.from(date(starts_at));
  return ends_at ? t.list.until(date(ends_at)) : t.list.always;
}

function DiscountActions({ discount, onEdit, onDelete }: { discount: Discount } & Omit<DiscountTableProps, "discounts">) {
  const canEdit = useCanEdit();
  const toggle = useToggleWithUndo();
  const enabled = discount.status === "active";
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" className="relative z-10 text-muted-foreground" aria-label={t.list.actionsFor(discount.code)}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => onEdit(discount.code)}>
          {canEdit ? <Pencil aria-hidden /> : <Eye aria-hidden />}
          {canEdit ? t.list.edit : t.list.open}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void navigator.clipboard.writeText(discount.code).then(() => toast.success(messages.common.copied))}>
          <Copy aria-hidden />
          {t.list.copy}
        </DropdownMenuItem>
        {canEdit ? (
          <>
            <DropdownMenuItem onSelect={() => toggle(discount.code, !enabled)}>
              {enabled ? <CirclePause aria-hidden /> : <CirclePlay aria-hidden />}
              {enabled ? t.list.disable : t.list.enable}
            </DropdownMenuItem>
            <DropdownMenuSeparator />
            <DropdownMenuItem tone="danger" onSelect={() => onDelete(discount)}>
              <Trash2 aria-hidden />
              {t.list.delete}
            </DropdownMenuItem>
          </>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** Changes at once and offers the way back for ten seconds. */
function useToggleWithUndo() {
  const store = useStore();
  const toggle = useToggleDiscount(store.id);
  const set = (code: string, enable: boolean) => toggle.mutateAsync({ code, status: enable ? "active" : "disabled" });
  const failed = (code: string) => (error: unknown) => reportProblem(error, t.list.toggleFailed(code));

  return (code: string, enable: boolean) => {
    const told = toast.success(enable ? t.list.enabled(code) : t.list.disabled(code), {
      duration: 10_000,
      action: { label: messages.common.undo, onClick: () => void set(code, !enable).catch(failed(code)) },
    });
    set(code, enable).catch((error: unknown) => {
      toast.dismiss(told);
      failed(code)(error);
    });
  };
}

export function DiscountTableSkeleton() {
  return (
    <div>
      <p role="status" className="sr-only">
        {t.list.loading}
      </p>
      <div className="hidden h-9 border-b bg-sidebar md:block" />
      {Array.from({ length: 5 }, (_, index) => (
        <div key={index} className="flex items-center gap-6 border-b px-4 py-3 last:border-b-0">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="hidden h-4 w-40 md:block" />
          <Skeleton className="h-5 w-16 rounded-full" />
          <Skeleton className="ml-auto h-4 w-12" />
        </div>
      ))}
    </div>
  );
}
