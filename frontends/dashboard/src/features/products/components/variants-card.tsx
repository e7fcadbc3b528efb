"use client";

import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { FieldError } from "@tradewind/ui/field";
import { messages } from "@/lib/messages";
import type { MediaItem } from "../lib/media";
import type { ProductFormValues } from "../lib/product-form";
import { type Axis, rebuildRows } from "../lib/variants";
import { OptionsEditor } from "./options-editor";
import { SkuField, StockField, VariantRows } from "./variant-rows";

const t = messages.products;

/** Stock of the only variant, or the options and the table of what they make. */
export function VariantsCard({ media }: { media: readonly MediaItem[] }) {
  const { control, getValues, setValue, formState } = useFormContext<ProductFormValues>();
  const { fields, replace } = useFieldArray({ control, name: "variants", keyName: "rowId" });
  const axes = useWatch({ control, name: "axes" });
  const single = fields.length === 1 && axes.every((axis) => axis.values.length === 0);

  const change = (next: Axis[]) => {
    const structural = shape(next) !== shape(axes);
    setValue("axes", next, { shouldDirty: true, shouldValidate: formState.isSubmitted });
    if (!structural) return;
    // Rows as they were loaded, so that a value taken away and put back is the same variant again.
    const attic = formState.defaultValues?.variants as ProductFormValues["variants"] | undefined;
    replace(rebuildRows(next, getValues("variants"), { attic }));
  };

  return (
    <>
      {single ? (
        <Card aria-labelledby="inventory-title">
          <CardHeader title={t.variants.single} titleId="inventory-title" description={t.variants.singleDescription} />
          <CardContent className="grid gap-4 sm:grid-cols-2">
            <SkuField index={0} label={t.variants.sku} />
            <StockField index={0} label={t.variants.stock} switchLabel={t.variants.tracked} showSwitchLabel />
          </CardContent>
        </Card>
      ) : null}
      <Card aria-labelledby="options-title">
        <CardHeader
          title={t.options.title}
          titleId="options-title"
          description={t.options.description}
          actions={single ? null : <SoldCount />}
        />
        <CardContent>
          <OptionsEditor onChange={change} />
          <FieldError className="mt-3">{formState.errors.variants?.root?.message ?? formState.errors.variants?.message}</FieldError>
        </CardContent>
        {single ? null : <VariantRows rows={fields} axes={axes} media={media} />}
      </Card>
    </>
  );
}

function SoldCount() {
  const { control } = useFormContext<ProductFormValues>();
  const variants = useWatch({ control, name: "variants" });
  return (
    <span className="text-[13px] text-muted-foreground tabular-nums">
      {t.variants.count(variants.filter((row) => row.sold).length)}
    </span>
  );
}

/** What decides the rows: axes and values by id, in order. Renaming changes none of it. */
function shape(axes: readonly Axis[]): string {
  return JSON.stringify(axes.map((axis) => [axis.id, axis.values.map((value) => value.id)]));
}
