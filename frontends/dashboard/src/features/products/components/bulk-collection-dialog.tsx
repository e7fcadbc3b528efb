"use client";

import { type FormEvent, useState } from "react";
import Link from "next/link";
import type { Collection, Product } from "@tradewind/api-client";
import { Alert } from "@tradewind/ui/alert";
import { Button } from "@tradewind/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@tradewind/ui/dialog";
import { Field } from "@tradewind/ui/field";
import { Select } from "@tradewind/ui/select";
import { Skeleton } from "@tradewind/ui/skeleton";
import { useCollectionChoices } from "@/features/collections/api/collections";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { bulk } from "@/lib/messages/bulk";
import { paths } from "@/lib/paths";

const t = bulk.collectionDialog;

interface BulkCollectionDialogProps {
  products: readonly Product[];
  onApply: (collection: Collection) => void;
  onClose: () => void;
}

export function BulkCollectionDialog({ products, onApply, onClose }: BulkCollectionDialogProps) {
  const store = useStore();
  const { choices, isPending, isError } = useCollectionChoices(store.id);
  const manual = choices.filter((one) => one.kind === "manual");
  const [chosen, setChosen] = useState("");
  const collection = manual.find((one) => one.id === chosen) ?? manual[0];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (collection) onApply(collection);
  };

  let body;
  if (isPending) body = <Skeleton className="h-14" />;
  else if (isError) body = <Alert tone="danger" title={t.failed} live />;
  else if (!collection) {
    body = (
      <>
        <p className="text-muted-foreground">{t.empty}</p>
        <Button asChild variant="outline" className="justify-self-start">
          <Link href={paths.newCollection(store.id)}>{t.create}</Link>
        </Button>
      </>
    );
  } else {
    body = (
      <form onSubmit={submit} className="grid gap-4">
        <Field label={t.field}>
          <Select value={collection.id} onChange={(event) => setChosen(event.target.value)}>
            {manual.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </Select>
        </Field>
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            {messages.common.cancel}
          </Button>
          <Button type="submit">{t.apply}</Button>
        </DialogFooter>
      </form>
    );
  }
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent title={t.title} description={t.description(products.length)} closeLabel={messages.common.close}>
        {body}
      </DialogContent>
    </Dialog>
  );
}
