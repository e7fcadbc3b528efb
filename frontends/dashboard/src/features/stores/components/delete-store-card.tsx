"use client";

import { type FormEvent, useState } from "react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@tradewind/ui/button";
import { Card, CardHeader } from "@tradewind/ui/card";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "@tradewind/ui/dialog";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { ProblemAlert } from "@/components/problem-alert";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { describeProblem } from "@/lib/problems";
import { useDeleteStore } from "../api/stores";
import { useIsOwner, useStore } from "../store-context";

const t = messages.stores.settings;

/** Only the owner ends a store. */
export function DeleteStoreCard() {
  return useIsOwner() ? <OwnedStoreCard /> : null;
}

function OwnedStoreCard() {
  const store = useStore();
  const router = useRouter();
  const remove = useDeleteStore(store.id);
  const [typed, setTyped] = useState("");
  const matches = typed.trim() === store.name.trim();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!matches) return;
    remove.mutate(undefined, {
      onSuccess: () => {
        toast.success(t.deleted(store.name));
        router.replace(paths.stores);
      },
    });
  };

  return (
    <Card className="pb-4">
      <Dialog
        onOpenChange={() => {
          setTyped("");
          remove.reset();
        }}
      >
        <CardHeader
          title={t.dangerTitle}
          description={t.dangerText}
          className="flex-wrap sm:flex-nowrap"
          actions={
            <DialogTrigger asChild>
              <Button variant="danger-outline">{t.delete}</Button>
            </DialogTrigger>
          }
        />
        <DialogContent title={t.deleteTitle(store.name)} description={t.deleteText} closeLabel={messages.common.close}>
          <form onSubmit={submit} className="grid gap-4">
            {remove.isError ? <ProblemAlert problem={describeProblem(remove.error)} /> : null}
            <Field label={t.deleteConfirmLabel(store.name)}>
              <Input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" spellCheck={false} />
            </Field>
            <DialogFooter>
              <DialogClose asChild>
                <Button variant="outline">{messages.common.cancel}</Button>
              </DialogClose>
              <Button type="submit" variant="danger" disabled={!matches} pending={remove.isPending || remove.isSuccess}>
                {t.deleteConfirm}
              </Button>
            </DialogFooter>
          </form>
        </DialogContent>
      </Dialog>
    </Card>
  );
}
