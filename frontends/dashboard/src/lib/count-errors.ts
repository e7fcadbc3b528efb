/** How many messages a form shows, lists of rows and options counted one by one. */
export function countErrors(errors: unknown): number {
  if (errors === null || typeof errors !== "object") return 0;
  if ("message" in errors && typeof errors.message === "string") return 1;
  return Object.entries(errors).reduce((count, [key, value]) => (key === "ref" ? count : count + countErrors(value)), 0);
}
