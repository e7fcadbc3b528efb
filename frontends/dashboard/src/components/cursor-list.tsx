"use client";

import type { ReactNode } from "react";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { Skeleton } from "@tradewind/ui/skeleton";
import { ProblemState } from "@/components/problem-state";

interface CursorListProps<T> {
  query: UseInfiniteQueryResult<InfiniteData<{ items: T[] }>>;
  label: string;
  words: { loading: string; failed: string; more: string };
  empty: ReactNode;
  children: (item: T) => ReactNode;
}

/** A list that grows by its cursor, with what stands there while it loads, fails or is empty. */
export function CursorList<T>({ query, label, words, empty, children }: CursorListProps<T>) {
  const items = query.data?.pages.flatMap((page) => page.items);
  let content;
  if (items && items.length > 0) {
    content = (
      <>
        <ul aria-label={label} className="divide-y">
          {items.map(children)}
        </ul>
        {query.hasNextPage ? (
          <div className="border-t px-4 py-2.5 text-center">
            <Button variant="outline" size="sm" pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {words.more}
            </Button>
          </div>
        ) : null}
      </>
    );
  } else if (items) {
    content = empty;
  } else if (query.isError) {
    content = <ProblemState error={query.error} title={words.failed} onRetry={() => void query.refetch()} retrying={query.isFetching} />;
  } else {
    content = (
      <div role="status" aria-busy className="grid gap-4 p-4">
        <span className="sr-only">{words.loading}</span>
        <Skeleton className="h-16" />
        <Skeleton className="h-16" />
      </div>
    );
  }
  return <Card className="overflow-hidden">{content}</Card>;
}
