"use client";

import { toast } from "sonner";
import type { Discount } from "@tradewind/api-client";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { useStore } from "@/features/stores/store-context";
import { discounts as discountWords } from "@/lib/messages/discounts";
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
    <ConfirmDialog
      title={t.title(discount.code)}
      text={t.text}
      confirm={t.confirm}
      keep={t.keep}
      call={remove}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
