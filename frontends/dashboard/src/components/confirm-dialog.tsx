"use client";

import { AlertDialog, AlertDialogCancel, AlertDialogContent } from "@tradewind/ui/alert-dialog";
import { Button } from "@tradewind/ui/button";
import { DialogFooter } from "@tradewind/ui/dialog";
import { describeProblem } from "@/lib/problems";
import { ProblemAlert } from "./problem-alert";

interface ConfirmDialogProps {
  title: string;
  text: string;
  confirm: string;
  keep: string;
  call: { isPending: boolean; error: unknown };
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back, and says in place why it did not work. */
export function ConfirmDialog({ title, text, confirm, keep, call, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <AlertDialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <AlertDialogContent title={title} description={text}>
        {call.error ? <ProblemAlert problem={describeProblem(call.error)} /> : null}
        <DialogFooter>
          <AlertDialogCancel asChild>
            <Button variant="outline">{keep}</Button>
          </AlertDialogCancel>
          <Button variant="danger" pending={call.isPending} onClick={onConfirm}>
            {confirm}
          </Button>
        </DialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
