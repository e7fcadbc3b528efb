"use client";

import { useState } from "react";
import Link from "next/link";
import { ExternalLink, MapPin, MoreHorizontal } from "lucide-react";
import { toast } from "sonner";
import type { PurchaseOrder, PurchaseStatus } from "@tradewind/api-client";
import { Alert } from "@tradewind/ui/alert";
import { Badge } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@tradewind/ui/dropdown-menu";
import { formatDateTime } from "@tradewind/ui/lib/dates";
import { formatMoney } from "@tradewind/ui/lib/money";
import { useCanFinish, useStore } from "@/features/stores/store-context";
import { purchases as t } from "@/lib/messages/purchases";
import { paths } from "@/lib/paths";
import { reportProblem } from "@/lib/report-problem";
import { type Step, useStep } from "../api/purchases";
import { supplierName } from "../lib/supplier";
import { AddressBlock } from "./address-block";
import { FailedDialog, OrderedDialog, ShippedDialog } from "./step-dialogs";

type Asked = "ordered" | "shipped" | "failed";

/** What comes next is the button; everything else that is allowed stands in the menu. */
const NEXT: Partial<Record<PurchaseStatus, Asked | "delivered" | "reopen">> = {
  to_order: "ordered",
  ordered: "shipped",
  shipped: "delivered",
  failed: "reopen",
};
const LABELS = {
  ordered: t.ordered.action,
  shipped: t.shipped.action,
  delivered: t.delivered.action,
  failed: t.fail.action,
  reopen: t.reopen.action,
} as const;
const ALSO: Partial<Record<PurchaseStatus, readonly (Asked | "reopen")[]>> = {
  to_order: ["shipped", "failed"],
  ordered: ["failed", "reopen"],
};

export function PurchaseCard({ purchase }: { purchase: PurchaseOrder }) {
  const store = useStore();
  const canFinish = useCanFinish();
  const step = useStep(store.id, purchase.id);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [addressShown, setAddressShown] = useState(false);
  const supplier = supplierName(purchase.supplier);
  const next = canFinish ? NEXT[purchase.status] : undefined;
  const also = (canFinish && ALSO[purchase.status]) || [];
  const go = (to: Asked | "delivered" | "reopen") => {
    if (to !== "delivered" && to !== "reopen") return setAsked(to);
    const plain: Step = { to };
    step.mutate(plain, {
      onSuccess: () => void toast.success(to === "delivered" ? t.delivered.done : t.reopen.done),
      onError: (error) => reportProblem(error),
    });
  };

  return (
    <Card className="grid gap-2.5 p-3">
      <div className="flex items-start justify-between gap-2">
        <div className="min-w-0">
          <Link href={paths.order(store.id, purchase.order_id)} className="font-medium hover:underline">
            {t.order(String(purchase.order_number))}
          </Link>
          <p className="text-[13px] text-muted-foreground tabular-nums">
            {purchase.cost ? t.cost(formatMoney(purchase.cost, { locale: store.locale })) : t.costUnknown}
          </p>
        </div>
        <Badge>{supplier}</Badge>
      </div>
      <ul className="grid gap-1 text-[13px]">
        {purchase.lines.map((line) => (
          <li key={line.variant_id} className="flex items-start gap-2">
            <span className="shrink-0 font-medium tabular-nums">{line.quantity} ×</span>
            <span className="min-w-0 flex-1 break-words">
              {line.title}
              {line.variant_name && line.variant_name !== "Default" ? <span className="text-muted-foreground"> · {line.variant_name}</span> : null}
            </span>
            {line.url ? (
              <a
                href={line.url}
                target="_blank"
                rel="noreferrer"
                aria-label={t.atSupplier(line.title)}
                title={t.atSupplier(line.title)}
                className="shrink-0 rounded-sm p-0.5 text-muted-foreground hover:text-foreground"
              >
                <ExternalLink aria-hidden className="size-4" />
              </a>
            ) : null}
          </li>
        ))}
      </ul>
      {purchase.supplier_reference ? <p className="text-[13px] text-muted-foreground">{t.reference(purchase.supplier_reference)}</p> : null}
      {purchase.charged ? (
        <p className="text-[13px] text-muted-foreground tabular-nums">{t.charged(formatMoney(purchase.charged, { locale: store.locale }))}</p>
      ) : null}
      {purchase.is_placing ? (
        <p className="text-[13px] text-muted-foreground">{t.placing}</p>
      ) : purchase.place_at ? (
        <p className="text-[13px] text-muted-foreground">{t.placeAt(formatDateTime(purchase.place_at, { locale: store.locale, timeZone: store.timezone }))}</p>
      ) : null}
      {purchase.problem ? <Alert tone="warning" title={purchase.problem} /> : null}
      {addressShown ? <AddressBlock purchaseId={purchase.id} /> : null}
      <div className="flex flex-wrap items-center gap-2">
        {next ? (
          <Button size="sm" variant={purchase.status === "to_order" ? "primary" : "outline"} pending={step.isPending} onClick={() => go(next)}>
            {LABELS[next]}
          </Button>
        ) : null}
        <Button size="sm" variant="ghost" aria-expanded={addressShown} onClick={() => setAddressShown((shown) => !shown)}>
          <MapPin aria-hidden />
          {t.showAddress}
        </Button>
        {also.length > 0 ? (
          <DropdownMenu>
            <DropdownMenuTrigger asChild>
              <Button size="icon-sm" variant="ghost" className="ml-auto" aria-label={t.actionsFor(String(purchase.order_number), supplier)}>
                <MoreHorizontal aria-hidden />
              </Button>
            </DropdownMenuTrigger>
            <DropdownMenuContent align="end">
              {also.map((to) => (
                <DropdownMenuItem key={to} onSelect={() => go(to)}>
                  {LABELS[to]}
                </DropdownMenuItem>
              ))}
            </DropdownMenuContent>
          </DropdownMenu>
        ) : null}
      </div>
      {asked === "ordered" ? <OrderedDialog purchase={purchase} onClose={() => setAsked(null)} /> : null}
      {asked === "shipped" ? <ShippedDialog purchase={purchase} onClose={() => setAsked(null)} /> : null}
      {asked === "failed" ? <FailedDialog purchase={purchase} onClose={() => setAsked(null)} /> : null}
    </Card>
  );
}
