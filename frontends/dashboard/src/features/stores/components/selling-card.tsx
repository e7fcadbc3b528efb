"use client";

import { toast } from "sonner";
import { Button } from "@tradewind/ui/button";
import { Card, CardHeader } from "@tradewind/ui/card";
import { messages } from "@/lib/messages";
import { describeProblem } from "@/lib/problems";
import { useUpdateStore } from "../api/stores";
import { useStore } from "../store-context";
import { EditOnly } from "./edit-only";

const t = messages.stores.settings;

/** Pausing and activating, at once and apart from the form. */
export function SellingCard() {
  const store = useStore();
  const update = useUpdateStore(store.id);
  const paused = store.status === "paused";

  const toggle = () =>
    update.mutate(
      { status: paused ? "active" : "paused" },
      {
        onSuccess: () => toast.success(paused ? t.activated : t.paused),
        onError: (error) => {
          const { title, description } = describeProblem(error);
          toast.error(title, { description });
        },
      },
    );

  return (
    <Card className="pb-4">
      <CardHeader
        title={t.statusTitle}
        description={paused ? t.pausedText : t.activeText}
        className="flex-wrap sm:flex-nowrap"
        actions={
          <EditOnly>
            <Button variant="outline" onClick={toggle} pending={update.isPending}>
              {paused ? t.activate : t.pause}
            </Button>
          </EditOnly>
        }
      />
    </Card>
  );
}
