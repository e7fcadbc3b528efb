"use client";

import Link from "next/link";
import { Bookmark, BookmarkCheck, Download, EyeOff, Undo2 } from "lucide-react";
import type { ResearchItem, Store } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { Checkbox } from "@tradewind/ui/checkbox";
import { cn } from "@tradewind/ui/lib/cn";
import { formatMoney } from "@tradewind/ui/lib/money";
import { Thumbnail } from "@/components/thumbnail";
import { useCanEdit } from "@/features/stores/store-context";
import { research as t } from "@/lib/messages/research";
import { formatNumber, formatShare } from "@/lib/numbers";
import { paths } from "@/lib/paths";
import type { Decision } from "../api/research";
import { ScoreBars } from "./score-bars";
import { Sparkline } from "./sparkline";

interface ItemRowProps {
  store: Store;
  item: ResearchItem;
  selected: boolean;
  onSelect: (selected: boolean) => void;
  onOpen: () => void;
  onDecide: (decision: Decision) => void;
  onImport: () => void;
}

/** The columns of a wide window, shared with the heads above them; the first holds what ticks a row. */
export const columnsOf = (ticked: boolean) =>
  ticked ? "xl:grid-cols-[auto_minmax(0,1fr)_8.5rem_6.5rem_8.5rem_10rem]" : "xl:grid-cols-[minmax(0,1fr)_8.5rem_6.5rem_8.5rem_10rem]";

/** One candidate: what it is, why it is here, what it would earn, and what to do with it. */
export function ItemRow({ store, item, selected, onSelect, onOpen, onDecide, onImport }: ItemRowProps) {
  const canEdit = useCanEdit();
  const { locale } = store;
  const { score } = item;
  const open = item.status === "new" || item.status === "saved";
  const flag = score.flags.find(({ severity }) => severity === "block") ?? score.flags.find(({ severity }) => severity === "warn");
  return (
    <li
      className={cn(
        "grid items-start gap-x-3 gap-y-2.5 px-3 py-3 xl:items-center",
        canEdit ? "grid-cols-[auto_minmax(0,1fr)]" : "grid-cols-1",
        columnsOf(canEdit),
      )}
    >
      {canEdit ? (
        <Checkbox
          aria-label={t.select(item.title)}
          checked={selected}
          disabled={!open}
          onCheckedChange={(checked) => onSelect(checked === true)}
          className="mt-4 xl:mt-0"
        />
      ) : null}
      <div className="flex min-w-0 items-start gap-3">
        <Thumbnail src={item.image_url || null} className="size-12" />
        <div className="min-w-0">
          <button
            type="button"
            aria-label={t.detail.open(item.title)}
            onClick={onOpen}
            className="line-clamp-2 text-left font-medium break-words hover:underline"
          >
            {item.title}
          </button>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-[13px] text-muted-foreground">
            <span>{item.sources.map(({ supplier }) => t.sources[supplier] ?? supplier).join(", ")}</span>
            {flag ? (
              <Badge tone={flag.severity === "block" ? "danger" : "warning"} title={flag.detail}>
                {t.flags[flag.severity]}
              </Badge>
            ) : null}
          </p>
        </div>
      </div>
      <div className={cn("flex flex-wrap items-center gap-x-6 gap-y-2.5 xl:contents", canEdit && "col-start-2")}>
        <ScoreBars score={score} />
        <div>
          {item.sparkline ? <Sparkline orders={item.sparkline.orders} locale={locale} /> : null}
          <p className="text-[13px] text-muted-foreground tabular-nums">
            {item.orders_30d === null ? t.ordersUnknown : t.orders(formatNumber(item.orders_30d, locale))}
          </p>
        </div>
        <p className="text-[13px] tabular-nums">
          <span className="text-muted-foreground">{formatMoney(item.cost, { locale })}</span>
          {score.price ? <span className="font-medium"> → {formatMoney(score.price, { locale })}</span> : <span className="text-warning"> → {t.facts.noRate}</span>}
          {score.margin_basis_points === null ? null : (
            <span className="block text-muted-foreground">{t.margin(formatShare(score.margin_basis_points, locale))}</span>
          )}
        </p>
        <div className="flex gap-1 xl:justify-end">
          <ItemActions store={store} item={item} onDecide={onDecide} onImport={onImport} />
        </div>
      </div>
    </li>
  );
}

export function ItemActions({ store, item, onDecide, onImport }: Pick<ItemRowProps, "store" | "item" | "onDecide" | "onImport">) {
  const canEdit = useCanEdit();
  if (item.status === "dismissed") {
    return canEdit ? (
      <Button size="sm" variant="outline" onClick={() => onDecide("restore")}>
        <Undo2 aria-hidden />
        {t.actions.restore}
      </Button>
    ) : null;
  }
  if (item.status === "imported" && item.product_id) {
    return (
      <Button asChild size="sm" variant="outline">
        <Link href={paths.review(store.id, item.product_id)}>{t.actions.review}</Link>
      </Button>
    );
  }
  if (item.status === "importing") {
    return (
      <Button asChild size="sm" variant="outline">
        <Link href={paths.importJobs(store.id)}>{t.actions.watchImports}</Link>
      </Button>
    );
  }
  if (!canEdit) return null;
  const saved = item.status === "saved";
  return (
    <>
      <Button size="sm" variant="outline" aria-label={t.actions.importTitle(item.title)} onClick={onImport}>
        <Download aria-hidden />
        {t.actions.import}
      </Button>
      <Button
        size="icon-sm"
        variant="ghost"
        aria-pressed={saved}
        aria-label={t.actions.saveTitle(item.title)}
        title={t.actions.save}
        onClick={() => onDecide(saved ? "restore" : "save")}
      >
        {saved ? <BookmarkCheck aria-hidden className="text-primary" /> : <Bookmark aria-hidden />}
      </Button>
      <Button size="icon-sm" variant="ghost" aria-label={t.actions.dismissTitle(item.title)} title={t.actions.dismiss} onClick={() => onDecide("dismiss")}>
        <EyeOff aria-hidden />
      </Button>
    </>
  );
}
