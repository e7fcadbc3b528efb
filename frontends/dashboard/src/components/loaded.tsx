"use client";

import type { ReactNode } from "react";
import type { UseQueryResult } from "@tanstack/react-query";
import { Card } from "@tradewind/ui/card";
import { Skeleton } from "@tradewind/ui/skeleton";
import { messages } from "@/lib/messages";
import { ProblemState } from "./problem-state";

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  /** What could not be shown when it fails. */
  failed: string;
  children: (data: T) => ReactNode;
}

/** What a query answers, once it has; until then a skeleton, and the reason when it cannot. */
export function Loaded<T>({ query, failed, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return (
      <Card>
        <ProblemState error={query.error} title={failed} onRetry={() => void query.refetch()} retrying={query.isFetching} />
      </Card>
    );
  }
  return <LoadingCards />;
}

export function LoadingCards() {
  return (
    <div className="grid gap-4">
      <p role="status" className="sr-only">
        {messages.common.loading}
      </p>
      <Skeleton className="h-56 rounded-lg" />
      <Skeleton className="h-32 rounded-lg" />
    </div>
  );
}
