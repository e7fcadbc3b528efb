"use client";

import { type FormEvent, useState } from "react";
import type { BulkAction, Product } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { CheckboxField } from "@tradewind/ui/checkbox-field";
import { Dialog, DialogContent, DialogFooter } from "@tradewind/ui/dialog";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { formatMoney } from "@tradewind/ui/lib/money";
import { MoneyInput } from "@tradewind/ui/money-input";
import { Segmented } from "@tradewind/ui/segmented";
import { Select } from "@tradewind/ui/select";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { bulk } from "@/lib/messages/bulk";
import { canRound, type PriceChange, previewPrices } from "../lib/bulk-price";
import { EMPTY_PRICE_FORM, type PriceForm, readPriceForm, roundedExample, usesPercent } from "../lib/price-form";

const t = bulk.priceDialog;
const TARGETS = ["price", "compare_at_price", "cost"] as const;
const DIRECTIONS = ["decrease", "increase", "set"] as const;

interface BulkPriceDialogProps {
  products: readonly Product[];
  onApply: (action: BulkAction) => void;
  onClose: () => void;
}

/** By percent, by an amount, or to an amount; says what becomes of the prices before it happens. */
export function BulkPriceDialog({ products, onApply, onClose }: BulkPriceDialogProps) {
  const store = useStore();
  const [form, setForm] = useState<PriceForm>(EMPTY_PRICE_FORM);
  const [asked, setAsked] = useState(false);
  const set = (change: Partial<PriceForm>) => setForm({ ...form, ...change });
  const { change, error } = readPriceForm(form, store);
  const shownError = error ?? (asked && change === null ? messages.common.money.required : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (change) onApply(change);
  };
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent title={t.title} description={t.description(products.length)} closeLabel={messages.common.close}>
        <form onSubmit={submit} className="grid gap-4" noValidate>
          <Field label={t.target}>
            <Select value={form.target} onChange={(event) => set({ target: TARGETS.find((one) => one === event.target.value) ?? "price" })}>
              {TARGETS.map((target) => (
                <option key={target} value={target}>
                  {t.targets[target]}
                </option>
              ))}
            </Select>
          </Field>
          <Segmented
            label={t.direction}
            value={form.direction}
            onValueChange={(direction) => set({ direction })}
            options={DIRECTIONS.map((value) => ({ value, label: t.directions[value] }))}
          />
          <div className="grid grid-cols-2 gap-3">
            <NumberField form={form} error={shownError} onChange={set} />
            {form.direction !== "set" ? (
              <Field label={t.unit}>
                <Select value={form.unit} onChange={(event) => set({ unit: event.target.value === "amount" ? "amount" : "percent" })}>
                  <option value="percent">{t.units.percent}</option>
                  <option value="amount">{t.units.amount}</option>
                </Select>
              </Field>
            ) : null}
          </div>
          {canRound(store.currency) && form.direction !== "set" ? (
            <CheckboxField
              label={t.rounding}
              hint={t.roundingHint(formatMoney(roundedExample(store), { locale: store.locale }))}
              checked={form.round}
              onCheckedChange={(round) => set({ round })}
            />
          ) : null}
          <Preview products={products} change={change} />
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              {messages.common.cancel}
            </Button>
            <Button type="submit">{t.apply}</Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

interface NumberFieldProps {
  form: PriceForm;
  error?: string;
  onChange: (change: Partial<PriceForm>) => void;
}

function NumberField({ form, error, onChange }: NumberFieldProps) {
  const store = useStore();
  if (usesPercent(form)) {
    return (
      <Field label={t.percent} error={error}>
        <Input
          inputMode="decimal"
          autoComplete="off"
          className="text-right tabular-nums"
          value={form.percent}
          onChange={(event) => onChange({ percent: event.target.value })}
        />
      </Field>
    );
  }
  return (
    <Field label={t.amount} error={error}>
      <MoneyInput value={form.amount} onValueChange={(amount) => onChange({ amount })} currency={store.currency} locale={store.locale} />
    </Field>
  );
}

function Preview({ products, change }: { products: readonly Product[]; change: PriceChange | null }) {
  const { locale } = useStore();
  const lines: string[] = [];
  if (!change) lines.push(t.nothing);
  else {
    const { sample, changes, without, refused } = previewPrices(products, change);
    if (sample) {
      const before = sample.before ? formatMoney(sample.before, { locale }) : messages.common.none;
      lines.push(t.sample(sample.title, before, formatMoney(sample.after, { locale })));
    } else lines.push(t.none);
    if (changes > 1) lines.push(t.more(changes - 1));
    if (without > 0) lines.push(t.without(without));
    if (refused > 0) lines.push(t.refused(refused));
  }
  return (
    <div role="status" aria-label={t.preview} className="rounded-md border bg-sidebar px-3 py-2 text-[13px] tabular-nums">
      {lines.map((line) => (
        <p key={line} className="break-words">
          {line}
        </p>
      ))}
    </div>
  );
}
