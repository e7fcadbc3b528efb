"use client";

import Link from "next/link";
import { Check, CircleDashed, Loader, TriangleAlert, X } from "lucide-react";
import { toast } from "sonner";
import type { ImportJob, Store } from "@tradewind/api-client";
import { Badge, type BadgeTone } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { cn } from "@tradewind/ui/lib/cn";
import { useCanEdit, useCanFinish } from "@/features/stores/store-context";
import { importing as t } from "@/lib/messages/importing";
import { paths } from "@/lib/paths";
import { reportProblem } from "@/lib/report-problem";
import { useSteerJob } from "../api/jobs";

const TONES: Record<ImportJob["status"], BadgeTone> = {
  queued: "neutral",
  running: "info",
  needs_rate: "warning",
  done: "success",
  failed: "danger",
  cancelled: "neutral",
};
const ICONS = { pending: CircleDashed, running: Loader, done: Check, warning: TriangleAlert, failed: X } as const;

/** One import: its steps, what it made, and what is in its way. */
export function JobRow({ store, job }: { store: Store; job: ImportJob }) {
  const canEdit = useCanEdit();
  const canStop = useCanFinish();
  const steer = useSteerJob(store.id);
  const go = (action: "retry" | "cancel") =>
    steer.mutate(
      { jobId: job.id, action },
      { onSuccess: () => void toast.success(action === "retry" ? t.retried : t.cancelled), onError: (error) => reportProblem(error) },
    );
  const made = job.product_id && (job.outcome === "created" || job.outcome === "already");
  return (
    <li className="grid gap-2.5 px-4 py-3.5">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0">
          <p className="font-medium break-words">{job.label || job.url}</p>
          <p className="flex flex-wrap gap-x-3 text-[13px] text-muted-foreground">
            {job.outcome === "already" ? <span>{t.already}</span> : null}
            {job.outcome === "duplicate" ? <span>{t.duplicate}</span> : null}
            {job.written_by ? <span>{t.written[job.written_by]}</span> : null}
            {job.open_claims > 0 ? <span>{t.openClaims(job.open_claims)}</span> : null}
          </p>
        </div>
        <Badge tone={TONES[job.status]}>{t.status[job.status]}</Badge>
      </div>
      <ol aria-label={t.stepsLabel(job.label)} className="flex flex-wrap gap-x-4 gap-y-1.5">
        {job.steps.map((step) => {
          const Icon = ICONS[step.status];
          return (
            <li key={step.step} title={step.detail || undefined} className="inline-flex items-center gap-1.5 text-[13px]">
              <Icon
                aria-hidden
                className={cn(
                  "size-3.5",
                  step.status === "done" && "text-success",
                  step.status === "warning" && "text-warning",
                  step.status === "failed" && "text-danger",
                  step.status === "running" && "animate-spin text-primary motion-reduce:animate-none",
                  step.status === "pending" && "text-muted-foreground",
                )}
              />
              <span className={cn(step.status === "pending" && "text-muted-foreground")}>{t.steps[step.step]}</span>
              <span className="sr-only">{t.stepStatus[step.status]}</span>
              {step.total > 0 ? <span className="text-muted-foreground tabular-nums">{t.partsOf(step.done, step.total)}</span> : null}
            </li>
          );
        })}
      </ol>
      {job.notices.map((notice) => (
        <p key={notice} className="text-[13px] text-muted-foreground">
          {notice}
        </p>
      ))}
      {job.problem ? <p className="text-[13px] text-danger">{job.problem.detail}</p> : null}
      <div className="flex flex-wrap gap-2 empty:hidden">
        {made && job.product_id ? (
          <Button asChild size="sm" variant={job.outcome === "created" ? "primary" : "outline"}>
            <Link href={job.outcome === "created" ? paths.review(store.id, job.product_id) : paths.product(store.id, job.product_id)}>
              {job.outcome === "created" ? t.review : t.openProduct}
            </Link>
          </Button>
        ) : null}
        {canEdit && job.status === "needs_rate" ? (
          <Button asChild size="sm">
            <Link href={paths.settings(store.id, "pricing")}>{t.enterRate}</Link>
          </Button>
        ) : null}
        {canEdit && job.can_retry ? (
          <Button size="sm" variant="outline" pending={steer.isPending && steer.variables.action === "retry"} onClick={() => go("retry")}>
            {t.retry}
          </Button>
        ) : null}
        {canStop && job.can_cancel ? (
          <Button size="sm" variant="ghost" pending={steer.isPending && steer.variables.action === "cancel"} onClick={() => go("cancel")}>
            {t.cancel}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
