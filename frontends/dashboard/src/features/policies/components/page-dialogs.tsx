"use client";

import { toast } from "sonner";
import type { PageKind } from "@tradewind/api-client";
import { AlertDialog, AlertDialogCancel, AlertDialogContent } from "@tradewind/ui/alert-dialog";
import { Button } from "@tradewind/ui/button";
import { DialogFooter } from "@tradewind/ui/dialog";
import { ProblemAlert } from "@/components/problem-alert";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { describeProblem } from "@/lib/problems";
import { useDeletePage } from "../api/pages";

const t = messages.settings.policies;

interface TemplateDialogProps {
  pending: boolean;
  onUse: () => void;
  onClose: () => void;
}

export function TemplateDialog({ pending, onUse, onClose }: TemplateDialogProps) {
  return (
    <AlertDialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <AlertDialogContent title={t.templateReplaceTitle} description={t.templateReplaceText}>
        <DialogFooter>
          <AlertDialogCancel asChild>
            <Button variant="outline">{t.templateKeep}</Button>
          </AlertDialogCancel>
          <Button pending={pending} onClick={onUse}>
            {t.templateReplace}
          </Button>
        </DialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}

interface DeletePageDialogProps {
  kind: PageKind;
  onDeleted: () => void;
  onClose: () => void;
}

export function DeletePageDialog({ kind, onDeleted, onClose }: DeletePageDialogProps) {
  const store = useStore();
  const remove = useDeletePage(store.id, kind);
  const confirm = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        toast.success(t.removed(t.kinds[kind]));
        onDeleted();
      },
    });
  return (
    <AlertDialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <AlertDialogContent title={t.removeTitle(t.kinds[kind])} description={t.removeText}>
        {remove.isError ? <ProblemAlert problem={describeProblem(remove.error)} /> : null}
        <DialogFooter>
          <AlertDialogCancel asChild>
            <Button variant="outline">{t.removeKeep}</Button>
          </AlertDialogCancel>
          <Button variant="danger" pending={remove.isPending} onClick={confirm}>
            {t.remove}
          </Button>
        </DialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
