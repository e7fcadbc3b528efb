"use client";

import type { ReactNode } from "react";
import Link from "next/link";
import { Check, ChevronRight } from "lucide-react";
import { Button } from "@tradewind/ui/button";
import { Card, CardHeader } from "@tradewind/ui/card";
import { CopyButton } from "@tradewind/ui/copy-button";
import { cn } from "@tradewind/ui/lib/cn";
import { Progress } from "@tradewind/ui/progress";
import { Skeleton } from "@tradewind/ui/skeleton";
import { ProblemState } from "@/components/problem-state";
import { useOrders } from "@/features/orders/api/orders";
import { usePages } from "@/features/policies/api/pages";
import { useProducts } from "@/features/products/api/products";
import { usePayments } from "@/features/selling/api/payments";
import { useShipping, useTaxes } from "@/features/selling/api/selling";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { useStoredFlag } from "@/lib/use-stored-flag";
import { type Step, type StepName, stepsOf } from "../lib/steps";

const t = messages.stores.overview.checklist;

/** The way to the first sale: what is done, and what is next. Gone once all is done or it was hidden. */
export function Checklist() {
  const store = useStore();
  const [hidden, setHidden] = useStoredFlag(`tradewind:checklist-hidden:${store.id}`);
  return hidden ? null : <OpenChecklist onHide={() => setHidden(true)} />;
}

function OpenChecklist({ onHide }: { onHide: () => void }) {
  const store = useStore();
  const any = useProducts(store.id, { search: "", status: null, page: 1, perPage: 1 });
  const active = useProducts(store.id, { search: "", status: "active", page: 1, perPage: 1 });
  const orders = useOrders(store.id, { status: null, page: 1, perPage: 5 });
  const payments = usePayments(store.id);
  const shipping = useShipping(store.id);
  const taxes = useTaxes(store.id);
  const pages = usePages(store.id);
  const queries = [any, active, orders, payments, shipping, taxes, pages];

  const failed = queries.find((query) => query.isError && !query.data);
  if (failed) {
    return (
      <Card>
        <ProblemState
          error={failed.error}
          title={t.failed}
          onRetry={() => queries.forEach((query) => void query.refetch())}
          retrying={queries.some((query) => query.isFetching)}
          className="py-8"
        />
      </Card>
    );
  }
  if (!any.data || !active.data || !orders.data || !payments.data || !shipping.data || !taxes.data || !pages.data) {
    return <ChecklistSkeleton />;
  }
  const steps = stepsOf({
    store,
    products: any.data.items.length,
    published: active.data.items.length,
    orders: orders.data.items.length,
    payments: payments.data,
    shipping: shipping.data,
    taxes: taxes.data,
    pages: pages.data,
  });
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  return <Steps steps={steps} done={done} onHide={onHide} />;
}

function Steps({ steps, done, onHide }: { steps: readonly Step[]; done: number; onHide: () => void }) {
  const next = steps.findIndex((step) => !step.done);
  return (
    <Card aria-labelledby="next-steps">
      <CardHeader
        title={t.title}
        titleId="next-steps"
        description={<span className="tabular-nums">{t.done(done, steps.length)}</span>}
        actions={
          <Button variant="ghost" size="sm" className="text-muted-foreground" onClick={onHide}>
            {t.hide}
          </Button>
        }
      />
      <div className="px-4 pt-3">
        <Progress value={(done / steps.length) * 100} label={t.progress} />
      </div>
      <ol className="mt-4 border-t">
        {steps.map((step, index) => (
          <StepRow key={step.name} step={step} isNext={index === next} />
        ))}
      </ol>
    </Card>
  );
}

function usePlaces(): Record<StepName, string | null> {
  const { id } = useStore();
  return {
    product: paths.newProduct(id),
    publish: `${paths.products(id)}?status=draft`,
    payments: paths.settings(id, "payments"),
    shipping: paths.settings(id, "shipping"),
    taxes: paths.settings(id, "taxes"),
    branding: paths.settings(id, "branding"),
    policies: paths.settings(id, "policies"),
    order: null,
  };
}

function StepRow({ step: { name, done }, isNext }: { step: Step; isNext: boolean }) {
  const href = usePlaces()[name];
  const { title, text, action } = t.steps[name];
  return (
    <li className={cn("relative flex items-center gap-3 border-b px-4 py-3 last:border-b-0", href && "hover:bg-sidebar")}>
      <Mark done={done} />
      <div className="min-w-0 flex-1">
        <p className={cn("font-medium", done && "text-muted-foreground")}>
          {href && !isNext ? (
            <Link href={href} className="after:absolute after:inset-0">
              {title}
            </Link>
          ) : (
            title
          )}
        </p>
        {done ? null : <p className="text-[13px] text-muted-foreground">{text}</p>}
      </div>
      <StepAction href={href} isNext={isNext} done={done} label={action} />
    </li>
  );
}

function StepAction({ href, isNext, done, label }: { href: string | null; isNext: boolean; done: boolean; label: string }): ReactNode {
  const store = useStore();
  if (!href) {
    return done ? null : (
      <CopyButton variant="outline" value={store.storefront_url} label={label} copiedLabel={messages.common.copied} />
    );
  }
  if (!isNext) return <ChevronRight aria-hidden className="size-4 shrink-0 text-muted-foreground" />;
  return (
    <Button asChild size="sm">
      <Link href={href}>{label}</Link>
    </Button>
  );
}

function Mark({ done }: { done: boolean }) {
  return (
    <span
      className={cn(
        "inline-flex size-5 shrink-0 items-center justify-center rounded-full border",
        done ? "border-primary bg-primary text-primary-foreground" : "border-input",
      )}
    >
      {done ? <Check aria-hidden className="size-3" strokeWidth={3} /> : null}
      <span className="sr-only">{done ? t.stepDone : t.stepOpen}</span>
    </span>
  );
}

function ChecklistSkeleton() {
  return (
    <Card aria-hidden>
      <div className="px-4 pt-4">
        <Skeleton className="h-5 w-24" />
        <Skeleton className="mt-4 h-1.5 w-full rounded-full" />
      </div>
      <div className="mt-4 border-t">
        {Array.from({ length: 8 }, (_, index) => (
          <div key={index} className="flex items-center gap-3 border-b px-4 py-3 last:border-b-0">
            <Skeleton className="size-5 rounded-full" />
            <div className="flex-1">
              <Skeleton className="h-4 w-44" />
              <Skeleton className="mt-1.5 h-3.5 w-64 max-w-full" />
            </div>
          </div>
        ))}
      </div>
    </Card>
  );
}
