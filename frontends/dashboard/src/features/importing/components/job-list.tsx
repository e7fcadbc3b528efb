"use client";

import { PackagePlus } from "lucide-react";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { Skeleton } from "@tradewind/ui/skeleton";
import { EmptyState } from "@tradewind/ui/state";
import { PageHeader } from "@/components/page-header";
import { ProblemState } from "@/components/problem-state";
import { useStore } from "@/features/stores/store-context";
import { importing as t } from "@/lib/messages/importing";
import { paths } from "@/lib/paths";
import { useTitle } from "@/lib/use-title";
import { useImportJobs } from "../api/jobs";
import { AddressForm } from "./address-form";
import { JobRow } from "./job-row";

export function JobList() {
  const store = useStore();
  useTitle(t.title, store.name);
  const jobs = useImportJobs(store.id);
  const items = jobs.data?.pages.flatMap((page) => page.items);

  let content;
  if (items && items.length > 0) {
    content = (
      <>
        <ul aria-label={t.title} className="divide-y">
          {items.map((job) => (
            <JobRow key={job.id} store={store} job={job} />
          ))}
        </ul>
        {jobs.hasNextPage ? (
          <div className="border-t px-4 py-2.5 text-center">
            <Button variant="outline" size="sm" pending={jobs.isFetchingNextPage} onClick={() => void jobs.fetchNextPage()}>
              {t.more}
            </Button>
          </div>
        ) : null}
      </>
    );
  } else if (items) {
    content = <EmptyState icon={PackagePlus} title={t.empty.title} description={t.empty.description} />;
  } else if (jobs.isError) {
    content = <ProblemState error={jobs.error} title={t.failed} onRetry={() => void jobs.refetch()} retrying={jobs.isFetching} />;
  } else {
    content = (
      <div role="status" aria-busy className="grid gap-4 p-4">
        <span className="sr-only">{t.loading}</span>
        <Skeleton className="h-16" />
        <Skeleton className="h-16" />
      </div>
    );
  }

  return (
    <>
      <PageHeader title={t.title} description={t.description} back={{ href: paths.research(store.id), label: t.back }} />
      <AddressForm />
      <Card className="overflow-hidden">{content}</Card>
    </>
  );
}
