"use client";

import Link from "next/link";
import { Inbox, Settings2 } from "lucide-react";
import { toast } from "sonner";
import type { Store, SupplierChange } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { formatDateTime } from "@tradewind/ui/lib/dates";
import { formatMoney } from "@tradewind/ui/lib/money";
import { EmptyState } from "@tradewind/ui/state";
import { CursorList } from "@/components/cursor-list";
import { PageHeader } from "@/components/page-header";
import { EditOnly } from "@/features/stores/components/edit-only";
import { useStore } from "@/features/stores/store-context";
import { suppliers as t } from "@/lib/messages/suppliers";
import { formatShare } from "@/lib/numbers";
import { paths } from "@/lib/paths";
import { reportProblem } from "@/lib/report-problem";
import { useTitle } from "@/lib/use-title";
import { useDecideChange, useSupplierChanges, type Verdict } from "../api/changes";

/** What changed at suppliers, with one click to follow, to leave, or to take back. */
export function ChangeInbox() {
  const store = useStore();
  useTitle(t.title, store.name);
  const changes = useSupplierChanges(store.id);
  return (
    <>
      <PageHeader
        title={t.title}
        description={t.description}
        actions={
          <Button asChild variant="outline">
            <Link href={paths.settings(store.id, "suppliers")}>
              <Settings2 aria-hidden />
              {t.policies}
            </Link>
          </Button>
        }
      />
      <CursorList
        query={changes}
        label={t.title}
        words={t}
        empty={<EmptyState icon={Inbox} title={t.empty.title} description={t.empty.description} />}
      >
        {(change) => <ChangeRow key={change.id} store={store} change={change} />}
      </CursorList>
    </>
  );
}

function ChangeRow({ store, change }: { store: Store; change: SupplierChange }) {
  const decide = useDecideChange(store.id);
  const go = (verdict: Verdict) =>
    decide.mutate(
      { changeId: change.id, verdict },
      {
        onSuccess: (decided) => {
          if (decided.note && verdict === "accept") toast.warning(t.note[decided.note] ?? decided.note);
          else toast.success({ accept: t.accepted, dismiss: t.dismissed, undo: t.undone }[verdict]);
        },
        onError: (error) => reportProblem(error, t.stepFailed),
      },
    );
  const pending = (verdict: Verdict) => decide.isPending && decide.variables.verdict === verdict;
  return (
    <li className="grid gap-2.5 px-4 py-3.5 md:grid-cols-[minmax(0,1fr)_auto] md:items-center">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <Link href={paths.product(store.id, change.product_id)} className="font-medium break-words hover:underline">
            {change.title}
          </Link>
          <Badge tone={change.status === "open" ? "warning" : "neutral"}>{t.status[change.status] ?? change.status}</Badge>
        </p>
        <p className="mt-0.5 text-[13px] text-muted-foreground">
          {[
            t.kind[change.kind] ?? change.kind,
            ...(change.did ? [t.did[change.did] ?? change.did] : []),
            formatDateTime(change.found_at, { locale: store.locale, timeZone: store.timezone }),
          ].join(" · ")}
        </p>
        <Figures store={store} change={change} />
        {change.note ? <p className="mt-1 text-[13px] text-warning">{t.note[change.note] ?? change.note}</p> : null}
      </div>
      <div className="flex flex-wrap gap-2 empty:hidden">
        <EditOnly>
          {change.can_accept ? (
            <>
              <Button size="sm" aria-label={t.acceptTitle(change.title)} pending={pending("accept")} onClick={() => go("accept")}>
                {t.accept}
              </Button>
              <Button size="sm" variant="outline" aria-label={t.dismissTitle(change.title)} pending={pending("dismiss")} onClick={() => go("dismiss")}>
                {t.dismiss}
              </Button>
            </>
          ) : null}
          {change.can_undo ? (
            <Button size="sm" variant="outline" aria-label={t.undoTitle(change.title)} pending={pending("undo")} onClick={() => go("undo")}>
              {t.undo}
            </Button>
          ) : null}
        </EditOnly>
      </div>
    </li>
  );
}

/** Cost, price and margin, each before and after. */
function Figures({ store, change }: { store: Store; change: SupplierChange }) {
  const { locale } = store;
  const [first] = change.variants;
  const figures: [string, string, string][] = [];
  if (first?.cost_before && first.cost_after) {
    figures.push([t.cost, formatMoney(first.cost_before, { locale }), formatMoney(first.cost_after, { locale })]);
  }
  if (change.price_before && change.price_after) {
    figures.push([t.price, formatMoney(change.price_before, { locale }), formatMoney(change.price_after, { locale })]);
  }
  if (change.margin_before_basis_points !== null && change.margin_after_basis_points !== null) {
    figures.push([t.margin, formatShare(change.margin_before_basis_points, locale), formatShare(change.margin_after_basis_points, locale)]);
  }
  if (figures.length === 0) return null;
  return (
    <dl className="mt-1.5 flex flex-wrap gap-x-5 gap-y-1 text-[13px]">
      {figures.map(([name, from, to]) => (
        <div key={name} className="flex gap-1.5">
          <dt className="text-muted-foreground">{name}</dt>
          <dd className="tabular-nums">{t.fromTo(from, to)}</dd>
        </div>
      ))}
    </dl>
  );
}
