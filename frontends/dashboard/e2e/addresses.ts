import { readdirSync } from "node:fs";
import path from "node:path";
import { expect } from "@playwright/test";

const APP = path.resolve(import.meta.dirname, "../src/app");

/** The addresses of the app, as its folders say: a page that is added is looked at from then on. */
export function addresses(folder = APP, address = ""): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === "page.tsx") return [address || "/"];
    if (!entry.isDirectory()) return [];
    const grouped = entry.name.startsWith("(");
    return addresses(path.join(folder, entry.name), grouped ? address : `${address}/${entry.name}`);
  });
}

/** The address with the ids of what there is. */
export function filled(address: string, known: Record<string, string>): string {
  return address.replace(/\[(\w+)\]/g, (_, name: string) => {
    expect(known, `${address} needs a value for ${name}`).toHaveProperty(name);
    return known[name]!;
  });
}
