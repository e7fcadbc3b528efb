import { expect, test } from "@playwright/test";
import { addresses, filled } from "./addresses";
import { buy, call, createProduct, createStore, expectAccessible, expectNoSidewaysScroll, newEmail, register } from "./support";

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
  const pages = addresses().filter((address) => !elsewhere.test(address));
  expect(pages.length).toBeGreaterThan(20);
  for (const address of pages.sort()) {
    const target = filled(address, known);
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
