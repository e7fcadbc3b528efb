"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "@tradewind/ui/button";
import { formatCount } from "@tradewind/ui/lib/money";
import { messages } from "@/lib/messages";

interface PagerProps {
  page: number;
  perPage: number;
  /** How many there are in all; null when the API does not say. */
  total: number | null;
  /** How many are on this page. */
  shown: number;
  onPage: (page: number) => void;
}

export function Pager({ page, perPage, total, shown, onPage }: PagerProps) {
  const t = messages.common.pages;
  const from = (page - 1) * perPage + 1;
  const to = from + shown - 1;
  const hasNext = total === null ? shown === perPage : to < total;
  if (page === 1 && !hasNext && (total ?? shown) <= shown && shown < 10) return null;
  return (
    <nav aria-label={t.label} className="flex items-center justify-between gap-4 border-t px-4 py-2.5">
      <p className="text-[13px] text-muted-foreground tabular-nums">
        {shown > 0 && total !== null ? t.range(formatCount(from), formatCount(to), formatCount(total)) : null}
      </p>
      <div className="flex gap-2">
        <Button variant="outline" size="sm" disabled={page <= 1} onClick={() => onPage(page - 1)}>
          <ChevronLeft aria-hidden />
          {t.previous}
        </Button>
        <Button variant="outline" size="sm" disabled={!hasNext} onClick={() => onPage(page + 1)}>
          {t.next}
          <ChevronRight aria-hidden />
        </Button>
      </div>
    </nav>
  );
}
