"use client";

import { toast } from "sonner";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { MultiSelect } from "@tradewind/ui/multi-select";
import { useArrange, useCollectionChoices } from "@/features/collections/api/collections";
import { useStore } from "@/features/stores/store-context";
import { collections } from "@/lib/messages/collections";
import { describeProblem } from "@/lib/problems";

const t = collections.membership;

/** The collections filled by hand that hold this product. A change is applied at once, beside the form. */
export function MembershipCard({ productId }: { productId: string }) {
  const store = useStore();
  const { choices, data } = useCollectionChoices(store.id);
  const arrange = useArrange(store.id);
  const manual = choices.filter((one) => one.kind === "manual");
  const present = manual.filter((one) => one.product_ids.includes(productId)).map((one) => one.id);

  const change = async (next: string[]) => {
    const added = next.find((id) => !present.includes(id));
    const removed = present.find((id) => !next.includes(id));
    const id = added ?? removed;
    const title = manual.find((one) => one.id === id)?.title ?? "";
    if (!id) return;
    try {
      await arrange.mutateAsync({ id, ...(added ? { add: [productId] } : { remove: [productId] }) });
      toast.success(added ? t.added(title) : t.removed(title));
    } catch (error) {
      toast.error(t.failed(title), { description: describeProblem(error).description });
    }
  };

  if (!data) return null;
  return (
    <Card aria-labelledby="product-collections">
      <CardHeader title={t.title} titleId="product-collections" description={manual.length > 0 ? t.hint : t.empty} />
      {manual.length > 0 ? (
        <CardContent>
          <MultiSelect
            name={t.name}
            placeholder={t.choose}
            labels={t.labels}
            options={manual.map((one) => ({ value: one.id, label: one.title }))}
            value={present}
            onValueChange={(next) => void change(next)}
          />
        </CardContent>
      ) : (
        <div className="h-4" />
      )}
    </Card>
  );
}
