import type { PublicProduct, PublicVariant } from "@tradewind/api-client";
import { messages } from "../messages";

export interface Axis {
  name: string;
  values: readonly string[];
}

export type Selection = Readonly<Record<string, string>>;

/** `impossible`: no variant has this value together with what else is chosen. */
export type ValueState = "available" | "sold_out" | "impossible";

type Options = Pick<PublicProduct, "options" | "variants">;

/**
 * The axes to choose by. Only values that some variant has; several variants without axes are chosen by name.
 */
export function axesOf({ options, variants }: Options): Axis[] {
  const complete = variants.every((variant) => options.every((option) => variant.options[option.name] !== undefined));
  if (options.length > 0 && complete) {
    return options.map(({ name, values }) => ({
      name,
      values: values.filter((value) => variants.some((variant) => variant.options[name] === value)),
    }));
  }
  if (variants.length < 2) return [];
  return [{ name: messages.product.option, values: variants.map((variant) => variant.name) }];
}

/** What a variant is, by axis. */
export function selectionOf(variant: PublicVariant, axes: readonly Axis[]): Selection {
  return Object.fromEntries(axes.map(({ name }) => [name, variant.options[name] ?? variant.name]));
}

/** The variant of `?variant=`, else the first one to be had, else the first. */
export function initialVariant(variants: readonly PublicVariant[], wanted: string | null): PublicVariant | undefined {
  return variants.find((variant) => variant.id === wanted) ?? variants.find((variant) => variant.available) ?? variants[0];
}

const matches = (variant: PublicVariant, selection: Selection, axes: readonly Axis[]): number => {
  const own = selectionOf(variant, axes);
  return axes.filter(({ name }) => own[name] === selection[name]).length;
};

export function valueState(
  variants: readonly PublicVariant[],
  axes: readonly Axis[],
  selection: Selection,
  axis: string,
  value: string,
): ValueState {
  const asked = { ...selection, [axis]: value };
  const found = variants.filter((variant) => matches(variant, asked, axes) === axes.length);
  if (found.length === 0) return "impossible";
  return found.some((variant) => variant.available) ? "available" : "sold_out";
}

/**
 * The variant after choosing `value` on `axis`. Where the combination does not exist, the nearest one that has the
 * value: the most other choices kept, one that can be bought before one that cannot.
 */
export function chooseValue(
  variants: readonly PublicVariant[],
  axes: readonly Axis[],
  current: PublicVariant,
  axis: string,
  value: string,
): PublicVariant {
  const asked = { ...selectionOf(current, axes), [axis]: value };
  const candidates = variants.filter((variant) => selectionOf(variant, axes)[axis] === value);
  const ranked = candidates.toSorted(
    (a, b) => matches(b, asked, axes) - matches(a, asked, axes) || Number(b.available) - Number(a.available),
  );
  return ranked[0] ?? current;
}
