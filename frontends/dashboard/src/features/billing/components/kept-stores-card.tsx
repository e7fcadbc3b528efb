"use client";

import { useState } from "react";
import { toast } from "sonner";
import type { Subscription } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardFooter, CardHeader } from "@tradewind/ui/card";
import { CheckboxField } from "@tradewind/ui/checkbox-field";
import { formatDate } from "@tradewind/ui/lib/dates";
import { formatCount } from "@tradewind/ui/lib/money";
import { ProblemAlert } from "@/components/problem-alert";
import { billing } from "@/lib/messages/billing";
import { describeProblem } from "@/lib/problems";
import { useKeepStores } from "../api/billing";

const t = billing.page;

/** Over the limit: which stores stay open. Shown only then. */
export function KeptStoresCard({ subscription }: { subscription: Subscription }) {
  const { limits, usage, over_limit_until: until } = subscription;
  if (!limits || !usage || !until) return null;
  // Other stores, or another plan, start the form anew.
  const key = [limits.stores, ...usage.stores.map((store) => store.id)].join();
  return <Chooser key={key} stores={usage.stores} limit={limits.stores} until={until} isHeld={subscription.hold === "over_limit"} />;
}

interface ChooserProps {
  stores: NonNullable<Subscription["usage"]>["stores"];
  limit: number;
  until: string;
  isHeld: boolean;
}

function Chooser({ stores, limit, until, isHeld }: ChooserProps) {
  const keep = useKeepStores();
  const present = stores.filter((store) => store.stays).map((store) => store.id);
  const [chosen, setChosen] = useState(present);
  const changed = chosen.length !== present.length || chosen.some((id) => !present.includes(id));
  const toggle = (id: string, on: boolean) => setChosen((ids) => (on ? [...ids, id] : ids.filter((each) => each !== id)));
  const count = formatCount(limit);
  return (
    <Card aria-labelledby="kept-stores">
      <CardHeader
        title={t.keptTitle}
        titleId="kept-stores"
        description={isHeld ? t.keptNow(limit, count) : t.keptText(limit, count, formatDate(until))}
      />
      <CardContent className="grid gap-2.5">
        <ProblemAlert problem={keep.isError ? describeProblem(keep.error) : null} />
        {stores.map((store) => (
          <CheckboxField
            key={store.id}
            label={store.name}
            hint={store.held ? t.held : undefined}
            checked={chosen.includes(store.id)}
            disabled={!chosen.includes(store.id) && chosen.length >= limit}
            onCheckedChange={(on) => toggle(store.id, on)}
          />
        ))}
      </CardContent>
      <CardFooter className="justify-between">
        <p className="text-[13px] text-muted-foreground">{t.keptLeft(limit - chosen.length)}</p>
        <Button
          disabled={!changed || chosen.length === 0}
          pending={keep.isPending}
          onClick={() => keep.mutate(chosen, { onSuccess: () => toast.success(t.keptSaved) })}
        >
          {t.keptSave}
        </Button>
      </CardFooter>
    </Card>
  );
}
