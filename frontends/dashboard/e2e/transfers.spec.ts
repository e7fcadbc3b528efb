import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { call, createProduct, createStore, expectAccessible, expectNoSidewaysScroll, newEmail, register } from "./support";

const COLUMNS = "Handle,Title,Body (HTML),Vendor,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Price,Variant Compare At Price,Status";

/** A product export as Shopify writes it: `count` products of two sizes, and two lines that cannot be right. */
function shopifySheet(count: number): { text: string; broken: number[] } {
  const lines = [COLUMNS];
  for (let n = 1; n <= count; n += 1) {
    const handle = `cup-${String(n).padStart(3, "0")}`;
    const price = `${10 + (n % 40)}.50`;
    lines.push(`${handle},Cup ${n},<p>Thrown by hand.</p>,Harbour,"cups, batch-${n % 4}",TRUE,Size,Small,CUP-${n}-S,shopify,${n % 20},${price},,active`);
    lines.push(`${handle},,,,,,,Large,CUP-${n}-L,shopify,5,${price},99.00,`);
  }
  lines.push("saucer-bad-price,Saucer,,Harbour,,TRUE,Size,Small,SAUCER-1,shopify,3,twelve,,active");
  lines.push("saucer-bad-stock,Saucer two,,Harbour,,TRUE,Size,Small,SAUCER-2,shopify,many,12.00,,active");
  return { text: `${lines.join("\n")}\n`, broken: [lines.length - 1, lines.length] };
}

test("a Shopify sheet of 200 products is checked, imported and listed", async ({ page }) => {
  test.setTimeout(240_000);
  await register(page, newEmail("import"));
  const storeId = await createStore(page, `Import ${Date.now()}`);
  await page.goto(`/stores/${storeId}/products`);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Import" }).click();
  await expect(page.getByText("No file has been imported yet.")).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByLabel("CSV file").setInputFiles({ name: "photo.png", mimeType: "image/png", buffer: Buffer.from("x") });
  await expect(page.getByText("photo.png is not a CSV file.")).toBeVisible();

  const { text, broken } = shopifySheet(200);
  await page.getByLabel("CSV file").setInputFiles({ name: "cups.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await expect(page.getByRole("heading", { name: "cups.csv" })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("This is what would happen")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("heading", { name: "Errors (2)" })).toBeVisible();
  for (const line of broken) await expect(page.getByText(new RegExp(`^(Line )?${line}( · .*)?$`)).locator("visible=true").first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download list" }).click();
  const list = await readFile(await (await saved).path(), "utf8");
  expect(list.split("\r\n").filter((row) => row.includes('"Error"'))).toHaveLength(2);
  for (const line of broken) expect(list).toContain(`"${line}"`);

  await page.getByRole("button", { name: "Import 200 products" }).click();
  await expect(page.getByRole("progressbar", { name: "Progress of the import" })).toBeVisible();
  // It goes on without being watched.
  await page.getByRole("link", { name: "Imports" }).click();
  await page.getByRole("link", { name: "cups.csv" }).click();
  await expect(page.getByText("The import is done")).toBeVisible({ timeout: 150_000 });
  await expectAccessible(page);
  await page.getByRole("link", { name: "Show products" }).click();
  await expect(page.getByText(/^1–50 of 200$/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("2 variants").locator("visible=true").first()).toBeVisible();
  await page.getByLabel("Search products").fill("Cup 117");
  await expect(page.getByRole("link", { name: "Cup 117" }).locator("visible=true")).toBeVisible({ timeout: 20_000 });
});

test("an import is cancelled, before it began and half way", async ({ page }) => {
  await register(page, newEmail("cancel"));
  const storeId = await createStore(page, `Cancel ${Date.now()}`);
  const file = { name: "cups.csv", mimeType: "text/csv", buffer: Buffer.from(shopifySheet(200).text) };
  const cancel = page.getByRole("button", { name: "Cancel import" });
  const stopped = page.getByText("The import was stopped. What was imported until then stays.");
  const products = async () => (await call<{ total: number }>(page, "GET", `/stores/${storeId}/products`)).total;
  for (const begin of [false, true]) {
    await page.goto(`/stores/${storeId}/imports`);
    await page.getByLabel("CSV file").setInputFiles(file);
    await expect(page.getByText("This is what would happen")).toBeVisible({ timeout: 60_000 });
    if (begin) {
      await page.getByRole("button", { name: "Import 200 products" }).click();
      await expect.poll(products, { timeout: 60_000 }).toBeGreaterThan(0);
    }
    await cancel.click();
    await expect(stopped).toBeVisible({ timeout: 30_000 });
    if (!begin) expect(await products()).toBe(0);
  }
  await expectAccessible(page);
  const kept = await products();
  expect(kept).toBeLessThan(200);
  await page.reload();
  await expect(stopped).toBeVisible();
  expect(await products()).toBe(kept);
});

test("all products are exported into a file", async ({ page }) => {
  await register(page, newEmail("export"));
  const storeId = await createStore(page, `Export ${Date.now()}`);
  for (const title of ["Mug", "Bowl"]) await createProduct(page, storeId, title);
  await page.goto(`/stores/${storeId}/products`);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Export" }).click();
  await page.getByRole("button", { name: "Start export" }).click();
  const link = page.getByRole("link", { name: "Download file" });
  await expect(link).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  const saved = page.waitForEvent("download", { timeout: 20_000 });
  await link.click();
  const sheet = await readFile(await (await saved).path(), "utf8");
  expect(sheet).toContain("Handle");
  expect(sheet).toContain("Mug");
  expect(sheet).toContain("Bowl");
});
