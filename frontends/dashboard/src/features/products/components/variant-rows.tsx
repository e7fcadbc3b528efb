"use client";

import { memo, useId } from "react";
import { X } from "lucide-react";
import { Controller, useFormContext, useWatch } from "react-hook-form";
import { Button } from "@tradewind/ui/button";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { cn } from "@tradewind/ui/lib/cn";
import { Switch } from "@tradewind/ui/switch";
import { EditOnly } from "@/features/stores/components/edit-only";
import { messages } from "@/lib/messages";
import type { MediaItem } from "../lib/media";
import type { ProductFormValues } from "../lib/product-form";
import { type Axis, rowLabel, type VariantRow } from "../lib/variants";
import { MoneyField } from "./money-field";
import { VariantImage } from "./variant-image";

const t = messages.products.variants;

/** The columns on wide screens; on phones each variant is a small form of its own. */
const columns = "md:grid md:grid-cols-[2.25rem_minmax(7rem,1fr)_5.75rem_5.75rem_5.75rem_6.75rem_2rem] md:gap-2";

interface VariantRowsProps {
  rows: readonly (VariantRow & { rowId: string })[];
  axes: readonly Axis[];
  /** The product's gallery, to choose a variant's picture from. */
  media: readonly MediaItem[];
}

export function VariantRows({ rows, axes, media }: VariantRowsProps) {
  return (
    <div role="list" aria-label={t.tableLabel} className="border-t">
      <div aria-hidden className={cn("hidden border-b bg-sidebar px-4 py-2 text-[13px] font-medium text-muted-foreground", columns)}>
        <span className="sr-only">{t.image}</span>
        <span className="col-start-2">
          {t.variant}, {t.sku}
        </span>
        <span>{t.price}</span>
        <span>{t.compareAt}</span>
        <span>{t.cost}</span>
        <span className="flex justify-between">
          {t.stock}
          <span>{t.track}</span>
        </span>
      </div>
      {rows.map((row, index) => (
        <VariantLine key={row.rowId} index={index} label={rowLabel(row, axes)} removable={rows.length > 1} media={media} />
      ))}
    </div>
  );
}

interface VariantLineProps {
  index: number;
  label: string;
  removable: boolean;
  media: readonly MediaItem[];
}

const VariantLine = memo(function VariantLine({ index, label, removable, media }: VariantLineProps) {
  const { control, setValue } = useFormContext<ProductFormValues>();
  // An empty price or cost means the product's: shown as what it comes to.
  const [price, compareAt, cost] = useWatch({ control, name: ["price", "compareAt", "cost"] });
  const sold = useWatch({ control, name: `variants.${index}.sold` });
  const setSold = (next: boolean) => setValue(`variants.${index}.sold`, next, { shouldDirty: true });

  if (!sold) {
    return (
      <div role="listitem" className="flex items-center justify-between gap-3 border-b px-4 py-2 text-muted-foreground last:border-b-0">
        <span className="min-w-0 truncate line-through">{label}</span>
        <span className="flex shrink-0 items-center gap-3 text-[13px]">
          {t.notSold}
          <EditOnly>
            <Button variant="link" className="text-[13px]" aria-label={t.restore(label)} onClick={() => setSold(true)}>
              {t.restoreShort}
            </Button>
          </EditOnly>
        </span>
      </div>
    );
  }
  return (
    <div role="listitem" className={cn("grid grid-cols-2 gap-x-3 gap-y-2 border-b px-4 py-3 last:border-b-0 md:items-start md:py-2", columns)}>
      <div className="col-span-2 flex items-center gap-3 md:contents">
        <VariantImage index={index} label={label} media={media} />
        <span className="min-w-0 flex-1 font-medium break-words md:flex md:min-h-8 md:items-center">{label}</span>
        {removable ? <RemoveButton label={label} onRemove={() => setSold(false)} className="md:hidden" /> : null}
      </div>
      <RowMoney index={index} name="price" label={t.priceFor(label)} short={t.price} placeholder={price} />
      <RowMoney index={index} name="compareAt" label={t.compareAtFor(label)} short={t.compareAt} placeholder={compareAt} />
      <RowMoney index={index} name="cost" label={t.costFor(label)} short={t.cost} placeholder={cost} />
      <StockField index={index} label={t.stockFor(label)} switchLabel={t.trackedFor(label)} short={t.stock} hideLabel />
      <div className="col-span-2 md:col-span-1 md:col-start-2 md:row-start-2">
        <SkuField index={index} label={t.skuFor(label)} short={t.sku} placeholder={t.sku} hideLabel />
      </div>
      {removable ? <RemoveButton label={label} onRemove={() => setSold(false)} className="hidden md:col-start-7 md:row-start-1 md:inline-flex" /> : null}
    </div>
  );
});

function RemoveButton({ label, onRemove, className }: { label: string; onRemove: () => void; className: string }) {
  return (
    <EditOnly>
      <Button variant="ghost" size="icon" className={cn("text-muted-foreground", className)} aria-label={t.remove(label)} title={t.remove(label)} onClick={onRemove}>
        <X aria-hidden />
      </Button>
    </EditOnly>
  );
}

/** The word above an input on phones, where there is no head row. */
function Caption({ children }: { children: string }) {
  return (
    <span aria-hidden className="mb-1 block text-[13px] text-muted-foreground md:hidden">
      {children}
    </span>
  );
}

function RowMoney({ index, name, label, short, placeholder }: { index: number; name: "price" | "compareAt" | "cost"; label: string; short: string; placeholder: string }) {
  return (
    <div>
      <Caption>{short}</Caption>
      <MoneyField name={`variants.${index}.${name}`} label={label} hideLabel placeholder={placeholder} />
    </div>
  );
}

interface RowFieldProps {
  index: number;
  label: string;
  short?: string;
  placeholder?: string;
  hideLabel?: boolean;
}

export function SkuField({ index, label, short, placeholder, hideLabel }: RowFieldProps) {
  const { register, getFieldState, formState } = useFormContext<ProductFormValues>();
  const { error } = getFieldState(`variants.${index}.sku`, formState);
  return (
    <div>
      {short ? <Caption>{short}</Caption> : null}
      <Field label={label} hideLabel={hideLabel} error={error?.message}>
        <Input autoComplete="off" spellCheck={false} maxLength={80} placeholder={placeholder} {...register(`variants.${index}.sku`)} />
      </Field>
    </div>
  );
}

interface StockFieldProps extends RowFieldProps {
  switchLabel: string;
  /** Say beside the switch what it does. */
  showSwitchLabel?: boolean;
}

export function StockField({ index, label, short, hideLabel, switchLabel, showSwitchLabel = false }: StockFieldProps) {
  const { control, register, getFieldState, formState } = useFormContext<ProductFormValues>();
  const tracked = useWatch({ control, name: `variants.${index}.tracked` });
  const { error } = getFieldState(`variants.${index}.stock`, formState);
  const switchId = useId();
  return (
    <div>
      {short ? <Caption>{short}</Caption> : null}
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          {tracked ? (
            <Field label={label} hideLabel={hideLabel} error={error?.message}>
              <Input
                inputMode="numeric"
                autoComplete="off"
                className="text-right tabular-nums"
                {...register(`variants.${index}.stock`)}
              />
            </Field>
          ) : (
            <p className={cn("flex h-9 items-center text-[13px] whitespace-nowrap text-muted-foreground md:h-8", !hideLabel && "mt-6")}>
              {t.notTracked}
            </p>
          )}
        </div>
        <div className={cn("flex h-9 items-center gap-2 md:h-8", !hideLabel && "mt-6")}>
          <Controller
            control={control}
            name={`variants.${index}.tracked`}
            render={({ field }) => (
              <Switch
                ref={field.ref}
                id={switchId}
                checked={field.value}
                onCheckedChange={field.onChange}
                aria-label={showSwitchLabel ? undefined : switchLabel}
                title={t.tracked}
              />
            )}
          />
          {showSwitchLabel ? (
            <label htmlFor={switchId} className="text-[13px] whitespace-nowrap">
              {switchLabel}
            </label>
          ) : null}
        </div>
      </div>
    </div>
  );
}
