export const MAX_AXES = 3;
export const MAX_VARIANTS = 80;
/** Combinations beyond this are not even laid out; the form asks for fewer values instead. */
export const MAX_COMBINATIONS = 240;

export interface AxisValue {
  id: string;
  label: string;
}

/** An option such as Size with its values. Ids are the form's own and survive renaming. */
export interface Axis {
  id: string;
  name: string;
  values: AxisValue[];
}

/** One line of the variants table, in the text the inputs hold. */
export interface VariantRow {
  /** The row's identity in the form: the variant's id, or one made up here. */
  key: string;
  /** The variant's id in the API; null for one that is not saved yet. */
  id: string | null;
  /** Which value the row has on each axis, by ids. */
  cells: Record<string, string>;
  /** The name of a variant that is told apart by name only, not by options. */
  name: string;
  /** Whether this combination is offered at all. */
  sold: boolean;
  sku: string;
  price: string;
  cost: string;
  tracked: boolean;
  stock: string;
  compareAt: string;
  /** A picture of the product's gallery. */
  imageId: string | null;
}

export function blankRow(key: string): VariantRow {
  return {
    key,
    id: null,
    cells: {},
    name: "",
    sold: true,
    sku: "",
    price: "",
    cost: "",
    tracked: true,
    stock: "0",
    compareAt: "",
    imageId: null,
  };
}

/** The same word gives the same id, so that a value removed and typed again finds its variants again. */
export function valueId(label: string, taken: readonly AxisValue[]): string {
  const base = label.trim().toLocaleLowerCase();
  const ids = new Set(taken.map((value) => value.id));
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? base : `${base}#${n}`;
    if (!ids.has(id)) return id;
  }
}

const effective = (axes: readonly Axis[]) => axes.filter((axis) => axis.values.length > 0);

export function combinationCount(axes: readonly Axis[]): number {
  const used = effective(axes);
  return used.length === 0 ? 0 : used.reduce((count, axis) => count * axis.values.length, 1);
}

/** All combinations of values, the last axis turning fastest. */
export function combinations(axes: readonly Axis[]): Record<string, string>[] {
  return effective(axes).reduce<Record<string, string>[]>(
    (rows, axis) => rows.flatMap((row) => axis.values.map((value) => ({ ...row, [axis.id]: value.id }))),
    [{}],
  );
}

/**
 * The rows for `axes`, made from the present ones so that nothing entered and no variant id is lost without need.
 *
 * A combination keeps the row that has exactly its values. Where an axis is new, the first of its values inherits the
 * row (and so the variant, its stock and its sales); the others start as copies without id, SKU and stock. Where an
 * axis is gone, the first of the rows that fall together stays. `attic` holds rows of before, for values that return.
 */
export function rebuildRows(
  axes: readonly Axis[],
  rows: readonly VariantRow[],
  { attic = [], missing = "sold" }: { attic?: readonly VariantRow[]; missing?: "sold" | "not_sold" } = {},
): VariantRow[] {
  const used = effective(axes);
  if (used.length === 0) return withoutAxes(rows);
  if (combinationCount(axes) > MAX_COMBINATIONS) return [...rows];

  const present = new Set(rows.map((row) => row.key));
  const pool = [...rows, ...attic.filter((row) => !present.has(row.key))];
  const spent = new Set<string>();
  const ids = used.map((axis) => axis.id);
  const fits = (row: VariantRow, cells: Record<string, string>) =>
    ids.every((id) => row.cells[id] === undefined || row.cells[id] === cells[id]);
  const take = (row: VariantRow, cells: Record<string, string>): VariantRow => {
    spent.add(row.key);
    return { ...row, cells };
  };

  const wanted = combinations(axes);
  const built = wanted.map((cells) => {
    const same = pool.find((row) => !spent.has(row.key) && ids.every((id) => row.cells[id] === cells[id]));
    return same ? take(same, cells) : null;
  });
  return built.map((row, index) => {
    if (row) return row;
    const cells = wanted[index]!;
    const heir = rows.find((one) => !spent.has(one.key) && fits(one, cells));
    if (heir) return take(heir, cells);
    return newRow(cells, used, rows.find((one) => fits(one, cells)), missing);
  });
}

function newRow(
  cells: Record<string, string>,
  axes: readonly Axis[],
  sibling: VariantRow | undefined,
  missing: "sold" | "not_sold",
): VariantRow {
  const key = `new:${axes.map((axis) => `${axis.id}=${cells[axis.id]}`).join("|")}`;
  const row = { ...blankRow(key), cells, sold: missing === "sold" };
  if (!sibling) return row;
  return { ...row, price: sibling.price, cost: sibling.cost, tracked: sibling.tracked, compareAt: sibling.compareAt };
}

function withoutAxes(rows: readonly VariantRow[]): VariantRow[] {
  if (rows.every((row) => Object.keys(row.cells).length === 0)) return rows.length > 0 ? [...rows] : [blankRow("new:only")];
  const first = rows.find((row) => row.sold && row.id) ?? rows.find((row) => row.sold) ?? rows[0]!;
  return [{ ...first, cells: {}, name: "", sold: true }];
}

/** `Large / Slate`; the name of a variant without options; "" for the only one. */
export function rowLabel(row: VariantRow, axes: readonly Axis[]): string {
  const labels = axes.flatMap((axis) => {
    const label = axis.values.find((value) => value.id === row.cells[axis.id])?.label.trim();
    return label ? [label] : [];
  });
  return labels.length > 0 ? labels.join(" / ") : row.name;
}
