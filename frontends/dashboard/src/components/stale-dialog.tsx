"use client";

import { AlertDialog, AlertDialogAction, AlertDialogCancel, AlertDialogContent } from "@tradewind/ui/alert-dialog";
import { Button } from "@tradewind/ui/button";
import { messages } from "@/lib/messages";

const t = messages.common.stale;

interface StaleDialogProps {
  open: boolean;
  /** What changed: "This product changed in the meantime". */
  title: string;
  onStay: () => void;
  onReload: () => void;
  onOverwrite: () => void;
}

/** Someone else saved first: take theirs, put ours over it, or look again. */
export function StaleDialog({ open, title, onStay, onReload, onOverwrite }: StaleDialogProps) {
  return (
    <AlertDialog open={open} onOpenChange={(next) => (next ? undefined : onStay())}>
      <AlertDialogContent title={title} description={t.description}>
        <div className="grid gap-2">
          <AlertDialogAction asChild>
            <Button onClick={onReload}>{t.reload}</Button>
          </AlertDialogAction>
          <AlertDialogAction asChild>
            <Button variant="outline" onClick={onOverwrite}>
              {t.overwrite}
            </Button>
          </AlertDialogAction>
          <AlertDialogCancel asChild>
            <Button variant="ghost">{t.stay}</Button>
          </AlertDialogCancel>
        </div>
      </AlertDialogContent>
    </AlertDialog>
  );
}
