"use client";

import type { ReactNode } from "react";
import Link from "next/link";
import { Check } from "lucide-react";
import { Button } from "@tradewind/ui/button";
import { Card, CardHeader } from "@tradewind/ui/card";
import { CopyButton } from "@tradewind/ui/copy-button";
import { cn } from "@tradewind/ui/lib/cn";
import { Skeleton } from "@tradewind/ui/skeleton";
import { ProblemState } from "@/components/problem-state";
import { useOrders } from "@/features/orders/api/orders";
import { useProducts } from "@/features/products/api/products";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";

const t = messages.stores.overview.checklist;

/** The way to the first sale: what is done, and the one thing to do next. Gone once all is done. */
export function Checklist() {
  const store = useStore();
  const any = useProducts(store.id, { search: "", status: null, page: 1, perPage: 1 });
  const active = useProducts(store.id, { search: "", status: "active", page: 1, perPage: 1 });
  const orders = useOrders(store.id, { status: null, page: 1, perPage: 5 });
  const queries = [any, active, orders];

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
  if (!any.data || !active.data || !orders.data) return <ChecklistSkeleton />;

  const published = active.data.items.length > 0;
  const ordered = orders.data.items.length > 0;
  const steps = [
    {
      ...t.product,
      done: any.data.items.length > 0 || published || ordered,
      action: (
        <Button asChild size="sm">
          <Link href={paths.newProduct(store.id)}>{t.addProduct}</Link>
        </Button>
      ),
    },
    {
      ...t.publish,
      done: published || ordered,
      action: (
        <Button asChild size="sm">
          <Link href={`${paths.products(store.id)}?status=draft`}>{t.openProducts}</Link>
        </Button>
      ),
    },
    {
      ...t.order,
      done: ordered,
      action: (
        <CopyButton
          variant="outline"
          value={store.storefront_url}
          label={t.copyAddress}
          copiedLabel={messages.common.copied}
        />
      ),
    },
  ];
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  const next = steps.findIndex((step) => !step.done);

  return (
    <Card aria-labelledby="next-steps">
      <CardHeader
        title={t.title}
        titleId="next-steps"
        actions={<span className="text-[13px] text-muted-foreground tabular-nums">{t.done(done, steps.length)}</span>}
      />
      <ol className="mt-3 border-t">
        {steps.map((step, index) => (
          <Step key={step.title} {...step} action={index === next ? step.action : null} />
        ))}
      </ol>
    </Card>
  );
}

interface StepProps {
  title: string;
  text: string;
  done: boolean;
  action: ReactNode;
}

function Step({ title, text, done, action }: StepProps) {
  return (
    <li className="flex items-center gap-3 border-b px-4 py-3 last:border-b-0">
      <span
        className={cn(
          "inline-flex size-5 shrink-0 items-center justify-center rounded-full border",
          done ? "border-primary bg-primary text-primary-foreground" : "border-input",
        )}
      >
        {done ? <Check aria-hidden className="size-3" strokeWidth={3} /> : null}
        <span className="sr-only">{done ? t.stepDone : t.stepOpen}</span>
      </span>
      <div className="min-w-0 flex-1">
        <p className={cn("font-medium", done && "text-muted-foreground")}>{title}</p>
        {done ? null : <p className="text-[13px] text-muted-foreground">{text}</p>}
      </div>
      {action}
    </li>
  );
}

function ChecklistSkeleton() {
  return (
    <Card aria-hidden>
      <div className="px-4 pt-4">
        <Skeleton className="h-5 w-24" />
      </div>
      <div className="mt-3 border-t">
        {Array.from({ length: 3 }, (_, index) => (
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
