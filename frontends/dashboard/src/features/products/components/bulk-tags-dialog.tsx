"use client";

import { type FormEvent, useState } from "react";
import type { BulkAction, Product } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@tradewind/ui/dialog";
import { Field } from "@tradewind/ui/field";
import { Segmented } from "@tradewind/ui/segmented";
import { TagInput } from "@tradewind/ui/tag-input";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { bulk } from "@/lib/messages/bulk";
import { useTags } from "../api/products";

const t = bulk.tagsDialog;

interface BulkTagsDialogProps {
  products: readonly Product[];
  onApply: (action: BulkAction) => void;
  onClose: () => void;
}

export function BulkTagsDialog({ products, onApply, onClose }: BulkTagsDialogProps) {
  const store = useStore();
  const known = useTags(store.id).data ?? [];
  const [mode, setMode] = useState<"add" | "remove">("add");
  const [tags, setTags] = useState<string[]>([]);
  const [error, setError] = useState<string>();
  const theirs = [...new Set(products.flatMap((product) => product.tags))];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (tags.length === 0) setError(t.missing);
    else onApply({ type: mode === "add" ? "add_tags" : "remove_tags", tags });
  };
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent title={t.title} description={t.description(products.length)} closeLabel={messages.common.close} className="overflow-visible">
        <form onSubmit={submit} className="grid gap-4" noValidate>
          <Segmented
            label={t.mode}
            value={mode}
            onValueChange={setMode}
            options={[
              { value: "add", label: t.add },
              { value: "remove", label: t.remove },
            ]}
          />
          <Field label={t.field} error={error}>
            <TagInput
              value={tags}
              onValueChange={(next) => {
                setTags(next);
                setError(undefined);
              }}
              suggestions={mode === "add" ? known.map((one) => one.tag) : theirs}
              placeholder={messages.common.tags.placeholder}
              labels={messages.common.tags}
            />
          </Field>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              {messages.common.cancel}
            </Button>
            <Button type="submit">{t.apply[mode]}</Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
