/** Where the points of a series lie in a box; a gap of unknown days is bridged by a line. */
export function polyline(values: readonly (number | null)[], width: number, height: number): string {
  const known = values.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  if (known.length < 2) return "";
  const low = Math.min(...known.map(({ value }) => value));
  const high = Math.max(...known.map(({ value }) => value));
  const last = values.length - 1;
  return known
    .map(({ value, index }) => {
      const x = (index / last) * width;
      // A flat series lies in the middle.
      const y = high === low ? height / 2 : height - ((value - low) / (high - low)) * height;
      return `${round(x)},${round(y)}`;
    })
    .join(" ");
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** The first and last known values; null with fewer than two. */
export function ends(values: readonly (number | null)[]): { from: number; to: number } | null {
  const known = values.filter((value) => value !== null);
  return known.length < 2 ? null : { from: known[0]!, to: known.at(-1)! };
}
