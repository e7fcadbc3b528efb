"use client";

import { toast } from "sonner";
import type { Review } from "@tradewind/api-client";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { CheckboxField } from "@tradewind/ui/checkbox-field";
import { useStore } from "@/features/stores/store-context";
import { review as words } from "@/lib/messages/importing";
import { reportProblem } from "@/lib/report-problem";
import { useSaveLocks } from "../api/review";

const t = words.locks;
const LOCKS = ["price", "stock"] as const;

/** What stays as the merchant set it, whatever the supplier does. */
export function LocksCard({ review }: { review: Review }) {
  const store = useStore();
  const save = useSaveLocks(store.id, review.product_id);
  const toggle = (lock: (typeof LOCKS)[number], on: boolean) =>
    save.mutate(on ? [...review.locks, lock] : review.locks.filter((one) => one !== lock), {
      onSuccess: () => void toast.success(t.saved),
      onError: (error) => reportProblem(error),
    });
  return (
    <Card aria-labelledby="locks">
      <CardHeader title={t.title} titleId="locks" description={t.text} />
      <CardContent className="grid gap-3">
        {LOCKS.map((lock) => (
          <CheckboxField key={lock} label={t[lock]} checked={review.locks.includes(lock)} disabled={save.isPending} onCheckedChange={(on) => toggle(lock, on)} />
        ))}
      </CardContent>
    </Card>
  );
}
