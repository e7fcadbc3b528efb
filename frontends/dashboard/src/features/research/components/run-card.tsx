"use client";

import { useEffect, useRef } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { newIdempotencyKey, type ResearchRun, type Store } from "@tradewind/api-client";
import { Alert } from "@tradewind/ui/alert";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent } from "@tradewind/ui/card";
import { Disclosure } from "@tradewind/ui/disclosure";
import { formatDateTime } from "@tradewind/ui/lib/dates";
import { Progress } from "@tradewind/ui/progress";
import { Skeleton } from "@tradewind/ui/skeleton";
import { ProblemAlert } from "@/components/problem-alert";
import { EditOnly } from "@/features/stores/components/edit-only";
import { research as t } from "@/lib/messages/research";
import { describeProblem } from "@/lib/problems";
import { keys } from "@/lib/query";
import { reportProblem } from "@/lib/report-problem";
import { isRunning, useRuns, useStartRun } from "../api/research";
import { BudgetMeter } from "./budget-meter";

/** How far each stage is of the whole, so that the bar only ever moves on. */
const STARTS_AT: Record<ResearchRun["status"], number> = {
  queued: 2,
  fetching: 5,
  scoring: 75,
  analysing: 85,
  done: 100,
  degraded: 100,
  failed: 100,
};

export function percentOf(run: ResearchRun): number {
  const start = STARTS_AT[run.status];
  return run.status === "fetching" && run.total > 0 ? start + (run.done / run.total) * 70 : start;
}

/** What the last run found, how far the present one is, and the button for another. */
export function RunCard({ store }: { store: Store }) {
  const cache = useQueryClient();
  const runs = useRuns(store.id);
  const start = useStartRun(store.id);
  const run = runs.data?.items[0];
  const running = isRunning(run);
  const wasRunning = useRef(false);
  useEffect(() => {
    // What a run found and cost is shown once it is through.
    if (wasRunning.current && !running) {
      void cache.invalidateQueries({ queryKey: [...keys.research(store.id), "items"] });
      void cache.invalidateQueries({ queryKey: keys.aiBudget(store.id) });
    }
    wasRunning.current = running;
  }, [running, cache, store.id]);

  const zone = { locale: store.locale, timeZone: store.timezone };
  const left = run ? run.manual_starts_left : null;
  return (
    <Card className="mb-4">
      <CardContent className="grid gap-3 pt-4">
        {runs.isError ? <ProblemAlert problem={describeProblem(runs.error)} /> : null}
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div aria-live="polite" className="min-w-0 text-sm">
            {runs.data ? <Summary run={run} {...zone} /> : <Skeleton className="h-5 w-56" />}
          </div>
          <EditOnly>
            <div className="flex items-center gap-3">
              {left !== null ? <span className="text-[13px] text-muted-foreground">{left > 0 ? t.run.left(left) : t.run.none}</span> : null}
              <Button
                variant={runs.data && !run ? "primary" : "outline"}
                disabled={running || left === 0}
                pending={start.isPending}
                onClick={() => start.mutate(newIdempotencyKey(), { onError: (error) => reportProblem(error, t.run.startFailed) })}
              >
                <Play aria-hidden />
                {t.run.start}
              </Button>
            </div>
          </EditOnly>
        </div>
        {run && running ? <Progress value={percentOf(run)} label={t.run.progress} /> : null}
        {run && !running ? <Outcome run={run} /> : null}
        <BudgetMeter store={store} />
        {runs.data && runs.data.items.length > 1 ? (
          <Disclosure summary={t.run.history}>
            <ul className="grid gap-1.5 pt-2 text-[13px]">
              {runs.data.items.slice(1).map((earlier) => (
                <li key={earlier.id} className="flex flex-wrap justify-between gap-x-4">
                  <span>{formatDateTime(earlier.queued_at, zone)}</span>
                  <span className="text-muted-foreground">
                    {t.run.stages[earlier.status]} · {t.run.result(earlier.created, earlier.updated)}
                  </span>
                </li>
              ))}
            </ul>
          </Disclosure>
        ) : null}
      </CardContent>
    </Card>
  );
}

function Summary({ run, locale, timeZone }: { run: ResearchRun | undefined; locale: string; timeZone: string }) {
  if (!run) return <p className="text-muted-foreground">{t.run.never}</p>;
  if (isRunning(run)) {
    return (
      <p>
        <span className="font-medium">{t.run.stages[run.status]}</span>
        {run.status === "fetching" && run.total > 0 ? <span className="text-muted-foreground"> · {t.run.fetched(run.done, run.total)}</span> : null}
      </p>
    );
  }
  return (
    <p>
      <span className="font-medium">{t.run.last(formatDateTime(run.finished_at ?? run.updated_at, { locale, timeZone }))}</span>
      <span className="text-muted-foreground"> · {t.run.result(run.created, run.updated)}</span>
    </p>
  );
}

/** A source that gave nothing is named with its reason; so is an analysis that did not happen. */
function Outcome({ run }: { run: ResearchRun }) {
  const gaps = run.sources.filter(({ state }) => state === "failed" || state === "partial");
  const fine = run.sources.filter(({ state }) => state === "ok" || state === "empty");
  return (
    <>
      {run.problem ? <Alert tone="danger" title={run.problem} /> : null}
      {gaps.map((report) => (
        <Alert
          key={report.source}
          tone="warning"
          title={`${t.sources[report.source] ?? report.source} ${t.run.source[report.state]}`}
        >
          {report.detail}
        </Alert>
      ))}
      <p className="text-[13px] text-muted-foreground">
        {[
          ...fine.map((report) => `${t.sources[report.source] ?? report.source}: ${(report.source === "reddit" ? t.run.mentions : t.run.found)(report.found)}`),
          ...(run.analysis.asked > 0 ? [t.run.analysis(run.analysis.answered, run.analysis.asked)] : []),
          ...(run.analysis.detail ? [run.analysis.detail] : []),
        ].join(" · ")}
      </p>
    </>
  );
}
