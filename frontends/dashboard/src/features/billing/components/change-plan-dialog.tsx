"use client";

import { toast } from "sonner";
import type { Plan, PlanPreview, Subscription } from "@tradewind/api-client";
import { Alert } from "@tradewind/ui/alert";
import { Button } from "@tradewind/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@tradewind/ui/dialog";
import { formatDate } from "@tradewind/ui/lib/dates";
import { formatCount, formatMoney } from "@tradewind/ui/lib/money";
import { Skeleton } from "@tradewind/ui/skeleton";
import { ProblemAlert } from "@/components/problem-alert";
import { ProblemState } from "@/components/problem-state";
import { messages } from "@/lib/messages";
import { billing } from "@/lib/messages/billing";
import { describeProblem } from "@/lib/problems";
import { useChangePlan, usePlanPreview } from "../api/billing";

const t = billing.change;

interface ChangePlanDialogProps {
  plan: Plan;
  subscription: Subscription;
  onClose: () => void;
}

/** Says what another plan would change before it changes anything. */
export function ChangePlanDialog({ plan, subscription, onClose }: ChangePlanDialogProps) {
  const preview = usePlanPreview(plan.code);
  const change = useChangePlan();
  const kind = preview.data?.kind ?? (plan.code === "free" ? "cancel" : "upgrade");
  const price = formatMoney(plan.monthly_price, { short: true });
  const inTrial = subscription.status === "trialing" && kind !== "cancel";
  const confirm = () =>
    change.mutate(plan.code, {
      onSuccess: (now) => {
        toast.success(kind === "cancel" ? (now.cancel_at ? t.cancelled : t.ended) : t.done(plan.name));
        onClose();
      },
    });
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title={t.title[kind](plan.name)}
        description={inTrial ? t.trial(price) : t.text[kind](price)}
        closeLabel={messages.common.close}
        className="max-w-lg"
      >
        {preview.data ? (
          <Consequences preview={preview.data} />
        ) : preview.isError ? (
          <ProblemState
            className="py-4"
            error={preview.error}
            title={t.failed}
            onRetry={() => void preview.refetch()}
            retrying={preview.isFetching}
          />
        ) : (
          <div>
            <p role="status" className="sr-only">
              {t.loading}
            </p>
            <Skeleton className="h-20" />
          </div>
        )}
        <ProblemAlert problem={change.isError ? describeProblem(change.error) : null} />
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            {t.back}
          </Button>
          <Button
            variant={kind === "cancel" ? "danger" : "primary"}
            disabled={!preview.data || kind === "none"}
            pending={change.isPending}
            onClick={confirm}
          >
            {inTrial && kind === "upgrade" ? t.switchTrial : t.confirm[kind]}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function Consequences({ preview }: { preview: PlanPreview }) {
  const limit = preview.plan.limits.stores;
  const held = preview.stores.filter((store) => !store.stays);
  const fits = !preview.held_after && preview.crowded.length === 0 && !preview.ai_over;
  return (
    <div className="grid gap-3 text-sm">
      {preview.kind === "cancel" ? (
        <p>{preview.effective_at ? t.cancelAt(formatDate(preview.effective_at)) : t.cancelNow}</p>
      ) : null}
      {fits ? <p className="text-muted-foreground">{t.fits}</p> : null}
      {preview.held_after ? (
        <Alert tone="warning" title={t.heldTitle(limit, formatCount(limit))}>
          <p>{t.held(formatDate(preview.held_after))}</p>
          <ul className="mt-1 list-disc pl-5">
            {held.map((store) => (
              <li key={store.id} className="break-words">
                {store.name}
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
      {preview.crowded.length > 0 ? <p className="text-muted-foreground">{t.crowded(preview.crowded.join(", "))}</p> : null}
      {preview.ai_over ? <p className="text-muted-foreground">{t.ai}</p> : null}
    </div>
  );
}
