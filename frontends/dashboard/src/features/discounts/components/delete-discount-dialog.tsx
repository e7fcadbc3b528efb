"use client";

import { toast } from "sonner";
import type { Discount } from "@tradewind/api-client";
import { AlertDialog, AlertDialogCancel, AlertDialogContent } from "@tradewind/ui/alert-dialog";
import { Button } from "@tradewind/ui/button";
import { DialogFooter } from "@tradewind/ui/dialog";
import { ProblemAlert } from "@/components/problem-alert";
import { useStore } from "@/features/stores/store-context";
import { discounts as discountWords } from "@/lib/messages/discounts";
import { describeProblem } from "@/lib/problems";
import { useDeleteDiscount } from "../api/discounts";

const t = discountWords.remove;

export function DeleteDiscountDialog({ discount, onClose }: { discount: Discount; onClose: () => void }) {
  const store = useStore();
  const remove = useDeleteDiscount(store.id);
  const confirm = () =>
    remove.mutate(discount.code, {
      onSuccess: () => {
        toast.success(t.done(discount.code));
        onClose();
      },
    });
  return (
    <AlertDialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <AlertDialogContent title={t.title(discount.code)} description={t.text}>
        {remove.isError ? <ProblemAlert problem={describeProblem(remove.error)} /> : null}
        <DialogFooter>
          <AlertDialogCancel asChild>
            <Button variant="outline">{t.keep}</Button>
          </AlertDialogCancel>
          <Button variant="danger" pending={remove.isPending} onClick={confirm}>
            {t.confirm}
          </Button>
        </DialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
