"use client";

import { AlertDialog, AlertDialogAction, AlertDialogCancel, AlertDialogContent } from "@tradewind/ui/alert-dialog";
import { Button } from "@tradewind/ui/button";
import { DialogFooter } from "@tradewind/ui/dialog";
import { messages } from "@/lib/messages";
import type { useUnsavedGuard } from "@/lib/use-unsaved-guard";

const t = messages.common.leave;

/** The question of `useUnsavedGuard`. */
export function LeaveDialog({ guard }: { guard: ReturnType<typeof useUnsavedGuard> }) {
  return (
    <AlertDialog open={guard.asking} onOpenChange={(open) => (open ? undefined : guard.stay())}>
      <AlertDialogContent title={t.title} description={t.description}>
        <DialogFooter>
          <AlertDialogCancel asChild>
            <Button variant="outline">{t.stay}</Button>
          </AlertDialogCancel>
          <AlertDialogAction asChild>
            <Button variant="danger" onClick={guard.leave}>
              {t.leave}
            </Button>
          </AlertDialogAction>
        </DialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
