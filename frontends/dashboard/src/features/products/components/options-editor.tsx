"use client";

import { useState } from "react";
import { Plus, X } from "lucide-react";
import { type FieldErrors, useFormContext, useWatch } from "react-hook-form";
import { Button } from "@tradewind/ui/button";
import { Field, FieldError } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { EditOnly } from "@/features/stores/components/edit-only";
import { useCanEdit } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import type { ProductFormValues } from "../lib/product-form";
import { type Axis, combinationCount, MAX_AXES, MAX_COMBINATIONS, MAX_VARIANTS, valueId } from "../lib/variants";

const t = messages.products.options;

let axesMade = 0;

/** Names the options and their values; every change is handed on with all axes, for the rows to follow. */
export function OptionsEditor({ onChange }: { onChange: (axes: Axis[]) => void }) {
  const canEdit = useCanEdit();
  const { control, formState } = useFormContext<ProductFormValues>();
  const axes = useWatch({ control, name: "axes" });
  const count = combinationCount(axes);

  const replace = (axis: Axis) => onChange(axes.map((one) => (one.id === axis.id ? axis : one)));

  return (
    <div className="grid gap-3">
      {axes.map((axis, index) => (
        <AxisEditor
          key={axis.id}
          axis={axis}
          error={axisError(formState.errors, index)}
          onChange={replace}
          onRemove={() => onChange(axes.filter((one) => one.id !== axis.id))}
        />
      ))}
      {count > MAX_COMBINATIONS ? <FieldError>{t.tooMany(count, MAX_VARIANTS)}</FieldError> : null}
      {canEdit && axes.length < MAX_AXES ? (
        <div>
          <Button variant="outline" size="sm" onClick={() => onChange([...axes, { id: `new-axis-${(axesMade += 1)}`, name: "", values: [] }])}>
            <Plus aria-hidden />
            {t.add}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function axisError(errors: FieldErrors<ProductFormValues>, index: number): string | undefined {
  const error = errors.axes?.[index] as { message?: string } | undefined;
  return error?.message;
}

interface AxisEditorProps {
  axis: Axis;
  error?: string;
  onChange: (axis: Axis) => void;
  onRemove: () => void;
}

function AxisEditor({ axis, error, onChange, onRemove }: AxisEditorProps) {
  const name = axis.name.trim();
  const setLabel = (id: string, label: string) =>
    onChange({ ...axis, values: axis.values.map((value) => (value.id === id ? { ...value, label } : value)) });
  const addLabels = (labels: string[]) => {
    const values = [...axis.values];
    for (const label of labels) {
      const known = values.some((value) => value.label.trim().toLocaleLowerCase() === label.toLocaleLowerCase());
      if (!known) values.push({ id: valueId(label, values), label });
    }
    if (values.length > axis.values.length) onChange({ ...axis, values });
  };

  return (
    <fieldset className="rounded-lg border p-3">
      <legend className="sr-only">{name || t.name}</legend>
      <div className="flex items-end gap-2">
        <Field label={t.name} className="w-full max-w-52">
          <Input
            value={axis.name}
            maxLength={40}
            placeholder={t.namePlaceholder}
            autoComplete="off"
            onChange={(event) => onChange({ ...axis, name: event.target.value })}
          />
        </Field>
        <EditOnly>
          <Button variant="ghost" size="icon" className="ml-auto text-muted-foreground" aria-label={t.removeOption(name)} onClick={onRemove}>
            <X aria-hidden />
          </Button>
        </EditOnly>
      </div>
      <p className="mt-3 mb-1 text-[13px] leading-5 font-medium">{t.values}</p>
      <ul className="flex flex-wrap gap-1.5">
        {axis.values.map((value) => (
          <li key={value.id} className="flex h-9 items-center rounded-md border bg-sidebar pl-2 md:h-8">
            <input
              aria-label={t.valueLabel(value.label)}
              value={value.label}
              maxLength={60}
              size={Math.max(2, value.label.length)}
              onChange={(event) => setLabel(value.id, event.target.value)}
              className="field-sizing-content min-w-6 max-w-40 rounded-sm bg-transparent text-base md:text-sm"
            />
            <EditOnly>
              <button
                type="button"
                aria-label={t.removeValue(value.label)}
                onClick={() => onChange({ ...axis, values: axis.values.filter((one) => one.id !== value.id) })}
                className="inline-flex size-8 items-center justify-center rounded-md text-muted-foreground hover:text-foreground"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </EditOnly>
          </li>
        ))}
        <EditOnly>
          <li className="min-w-44 flex-1">
            <NewValue onAdd={addLabels} />
          </li>
        </EditOnly>
      </ul>
      <FieldError className="mt-2">{error}</FieldError>
    </fieldset>
  );
}

/** Enter, a comma or leaving the field adds what was typed; commas part several. */
function NewValue({ onAdd }: { onAdd: (labels: string[]) => void }) {
  const [text, setText] = useState("");
  const add = (typed: string) => {
    const labels = typed.split(",").flatMap((label) => label.trim() || []);
    if (labels.length > 0) onAdd(labels.map((label) => label.slice(0, 60)));
    setText("");
  };
  return (
    <Input
      aria-label={t.addValue}
      placeholder={t.addValuePlaceholder}
      value={text}
      autoComplete="off"
      onChange={(event) => (event.target.value.endsWith(",") ? add(event.target.value) : setText(event.target.value))}
      onBlur={() => add(text)}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        add(text);
      }}
    />
  );
}
