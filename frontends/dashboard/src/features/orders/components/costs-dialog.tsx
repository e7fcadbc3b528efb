"use client";

import { type FormEvent, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { isProblem, type Money } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@tradewind/ui/dialog";
import { Field } from "@tradewind/ui/field";
import { toMoneyInput } from "@tradewind/ui/lib/money";
import { MoneyInput } from "@tradewind/ui/money-input";
import { ProblemAlert } from "@/components/problem-alert";
import { useStore } from "@/features/stores/store-context";
import { checkAmount } from "@/lib/amounts";
import { messages } from "@/lib/messages";
import { describeProblem } from "@/lib/problems";
import { keys } from "@/lib/query";
import { useLineCosts } from "../api/orders";
import { nameOf, type OrderDialogProps } from "./fulfill-dialog";

const t = messages.orders.profit;

/** What a unit of each line really cost. Only what was changed is sent. */
export function CostsDialog({ storeId, order, onClose }: OrderDialogProps) {
  const { locale } = useStore();
  const cache = useQueryClient();
  const save = useLineCosts(storeId, order.id);
  const money = { currency: order.total.currency, locale };
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(order.lines.map((line) => [line.variant_id, toMoneyInput(line.unit_cost, locale)])),
  );
  const rows = order.lines.map((line) => ({ line, ...checkAmount(texts[line.variant_id] ?? "", money) }));
  const changed = rows.filter(({ line, money: cost }) => cost && cost.amount !== line.unit_cost?.amount);
  const broken = rows.some(({ error }) => error);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (broken || changed.length === 0) return;
    const costs = Object.fromEntries(changed.map(({ line, money: cost }) => [line.variant_id, cost as Money]));
    save.mutate(
      { costs, version: order.version },
      {
        onSuccess: () => {
          toast.success(t.costsSaved);
          onClose();
        },
        onError: (error) => {
          if (isProblem(error, "stale_version")) void cache.invalidateQueries({ queryKey: keys.order(storeId, order.id) });
        },
      },
    );
  };

  const problem = save.isError ? describeProblem(save.error) : null;
  const stale = isProblem(save.error, "stale_version");
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={t.costsTitle} description={t.costsText} closeLabel={messages.common.close}>
        <form onSubmit={submit} noValidate className="grid grid-cols-1 gap-4">
          <ProblemAlert problem={problem && stale ? { ...problem, description: t.costsStale } : problem} />
          {rows.map(({ line, error }) => (
            <Field key={line.variant_id} label={nameOf(line)} error={error}>
              <MoneyInput
                aria-label={t.costOf(nameOf(line))}
                {...money}
                value={texts[line.variant_id] ?? ""}
                onValueChange={(text) => setTexts((before) => ({ ...before, [line.variant_id]: text }))}
              />
            </Field>
          ))}
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">{messages.common.cancel}</Button>
            </DialogClose>
            <Button type="submit" disabled={broken || changed.length === 0} pending={save.isPending}>
              {messages.common.save}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
