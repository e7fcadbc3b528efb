import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { buy, call, createProduct, createStore, expectAccessible, expectNoSidewaysScroll, newEmail, register } from "./support";

/** The addresses of the app, as its folders say: a page that is added is looked at from then on. */
function addresses(folder: string, address = ""): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === "page.tsx") return [address || "/"];
    if (!entry.isDirectory()) return [];
    const grouped = entry.name.startsWith("(");
    return addresses(path.join(folder, entry.name), grouped ? address : `${address}/${entry.name}`);
  });
}

test("every page is accessible, in light and in dark, and fits a phone", async ({ page }) => {
  test.setTimeout(240_000);
  await register(page, newEmail("pages"));
  const storeId = await createStore(page, `Pages ${Date.now()}`);
  const mug = await createProduct(page, storeId, "Mug");
  const orderId = await buy(page, storeId, { items: [{ ware: mug, quantity: 1 }] });
  const collection = await call<{ id: string }>(page, "POST", `/stores/${storeId}/collections`, { title: "Tableware", kind: "manual" });
  const known: Record<string, string> = { storeId, orderId, productId: mug.id, collectionId: collection.id };
  // The pages of an import are looked at while one runs, in transfers.spec.ts.
  const elsewhere = /importId/;
  const pages = addresses(path.resolve(import.meta.dirname, "../src/app")).filter((address) => !elsewhere.test(address));
  expect(pages.length).toBeGreaterThan(20);
  for (const address of pages.sort()) {
    const target = address.replace(/\[(\w+)\]/g, (_, name: string) => {
      expect(known, `${address} needs a value for ${name}`).toHaveProperty(name);
      return known[name]!;
    });
    await test.step(target, async () => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(target);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
      await expectNoSidewaysScroll(page);
      await page.setViewportSize({ width: 1280, height: 900 });
      await expectAccessible(page);
    });
  }
});
