"use client";

import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import type { Money, Order } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@tradewind/ui/dialog";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { formatMoney } from "@tradewind/ui/lib/money";
import { MoneyInput } from "@tradewind/ui/money-input";
import { Segmented } from "@tradewind/ui/segmented";
import { ProblemAlert } from "@/components/problem-alert";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { describeProblem } from "@/lib/problems";
import { useIdempotencyKey } from "@/lib/use-idempotency-key";
import { useRefund } from "../api/orders";
import { emptyRefund, refundBody, type RefundDraft, type RefundSum, sumOf } from "../lib/refund";
import type { OrderDialogProps } from "./fulfill-dialog";
import { TotalRow } from "./lines-card";
import { RefundLines } from "./refund-lines";

const t = messages.orders.refund;

/** First what is refunded, with its sum; then the question, because money that went out does not come back. */
export function RefundDialog({ storeId, order, onClose }: OrderDialogProps) {
  const { locale } = useStore();
  const refund = useRefund(storeId, order.id);
  const keyFor = useIdempotencyKey();
  const [draft, setDraft] = useState(() => emptyRefund(order));
  const [asking, setAsking] = useState(false);
  const money = (value: Money) => formatMoney(value, { locale });
  const sum = sumOf(order, draft, { currency: order.total.currency, locale, format: money });
  const blocked = Boolean(sum.problem ?? sum.shippingError ?? sum.amountError);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (blocked) return;
    if (!asking) return setAsking(true);
    const body = refundBody(order, draft, sum);
    refund.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: () => {
          toast.success(t.done(money(sum.total)));
          onClose();
        },
        onError: () => setAsking(false),
      },
    );
  };

  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={asking ? t.confirmTitle(money(sum.total)) : t.title}
        description={asking ? t.confirmText(order.customer_name || order.customer_email || t.customer) : t.text(money(order.refundable))}
        closeLabel={messages.common.close}
        className="max-w-lg"
      >
        <form onSubmit={submit} noValidate className="grid grid-cols-1 gap-4">
          {refund.isError ? <ProblemAlert problem={describeProblem(refund.error)} /> : null}
          {asking ? (
            sum.restocked > 0 ? <p className="text-muted-foreground">{t.confirmRestock(sum.restocked)}</p> : null
          ) : (
            <RefundFields order={order} draft={draft} sum={sum} onChange={(next) => setDraft((before) => ({ ...before, ...next }))} />
          )}
          <DialogFooter>
            {asking ? (
              <Button variant="outline" onClick={() => setAsking(false)}>
                {messages.common.back}
              </Button>
            ) : (
              <DialogClose asChild>
                <Button variant="outline">{messages.common.cancel}</Button>
              </DialogClose>
            )}
            <Button type="submit" variant={asking ? "danger" : "primary"} disabled={blocked} pending={refund.isPending}>
              {asking ? t.submit(money(sum.total)) : t.review}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

interface RefundFieldsProps {
  order: Order;
  draft: RefundDraft;
  sum: RefundSum;
  onChange: (change: Partial<RefundDraft>) => void;
}

function RefundFields({ order, draft, sum, onChange }: RefundFieldsProps) {
  const { locale } = useStore();
  const money = (value: Money) => formatMoney(value, { locale });
  const currency = order.total.currency;
  const byItems = draft.mode === "items";
  return (
    <>
      <Segmented
        label={t.mode}
        value={draft.mode}
        onValueChange={(mode) => onChange({ mode })}
        options={[
          { value: "items", label: t.byItems },
          { value: "amount", label: t.byAmount },
        ]}
      />
      {byItems ? (
        <>
          <RefundLines order={order} choices={draft.choices} onChange={(choices) => onChange({ choices })} />
          {order.shipping && order.shipping.price.amount > 0 ? (
            <Field label={t.shipping} note={messages.common.optional} hint={t.shippingHint(money(order.shipping.price))} error={sum.shippingError}>
              <MoneyInput currency={currency} locale={locale} value={draft.shipping} onValueChange={(shipping) => onChange({ shipping })} />
            </Field>
          ) : null}
        </>
      ) : (
        <Field label={t.amount} error={sum.amountError}>
          <MoneyInput currency={currency} locale={locale} value={draft.amount} onValueChange={(amount) => onChange({ amount })} />
        </Field>
      )}
      <Field label={t.reason} note={messages.common.optional} hint={t.reasonHint}>
        <Input maxLength={200} value={draft.reason} onChange={(event) => onChange({ reason: event.target.value })} />
      </Field>
      <div aria-live="polite" className="rounded-md border bg-sidebar px-3 py-2.5">
        <dl className="grid gap-1">
          {byItems ? <TotalRow label={t.items} value={money(sum.items)} /> : null}
          {byItems && sum.shipping.amount > 0 ? <TotalRow label={t.shipping} value={money(sum.shipping)} /> : null}
          <TotalRow label={t.total} value={money(sum.total)} strong={byItems} />
        </dl>
        {sum.problem && sum.total.amount > 0 ? <p className="mt-1 text-[13px] text-danger-text">{sum.problem}</p> : null}
      </div>
    </>
  );
}
