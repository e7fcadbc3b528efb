import { execFileSync } from "node:child_process";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, mailsTo, PASSWORD, pay, photo, storefrontPort, unique } from "./support";

const root = path.resolve(import.meta.dirname, "../..");

/** Registers a merchant in the dashboard and opens a store. @returns its id and address. */
async function openStore(page: Page, email: string, name: string): Promise<{ id: string; slug: string; home: string }> {
  await page.goto("/register");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Stores", level: 1 })).toBeVisible();
  await page.goto("/stores/new");
  await page.getByLabel("Store name").fill(name);
  await page.getByLabel("Niche").selectOption({ label: "Home and garden" });
  await page.getByRole("button", { name: "Create store" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  const id = new URL(page.url()).pathname.split("/")[2]!;
  const store = await page.evaluate(async (storeId) => (await fetch(`/api/v1/stores/${storeId}`)).json(), id);
  return { id, slug: store.slug, home: `http://${store.slug}.localhost:${storefrontPort}` };
}

/** Adds a product with a photo and two variants and puts it on sale. */
async function publishProduct(page: Page, storeId: string, title: string): Promise<void> {
  await page.goto(`/stores/${storeId}/products/new`);
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page.getByRole("textbox", { name: /^Description/ }).first().fill("Turned from one piece of ash.\n\nOiled, not lacquered.");
  await page.getByLabel("Price", { exact: true }).fill("24.50");
  await page.getByLabel("Cost per item").fill("9.80");
  await page.getByLabel("Add images").setInputFiles({ name: "bowl.jpg", mimeType: "image/jpeg", buffer: await photo(page) });
  await page.getByLabel("Alternative text of image 1").fill("A wooden bowl");
  await expect(page.getByText("Preparing sizes")).toBeHidden({ timeout: 30_000 });
  await page.getByRole("button", { name: "Add option" }).click();
  await page.getByLabel("Option name").fill("Size");
  await page.getByLabel("Add value").fill("Small, Large,");
  await page.getByLabel("Price of Large", { exact: true }).fill("31");
  await page.getByLabel("Stock of Small", { exact: true }).fill("5");
  await page.getByLabel("Stock of Large", { exact: true }).fill("2");
  await page.getByLabel("Status", { exact: true }).selectOption("active");
  await page.getByRole("button", { name: "Save product" }).click();
  await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
}

test("a merchant lists a product and a shopper buys it, after a declined card", async ({ page, context }) => {
  const title = unique("Ash bowl");
  const shopper = `${unique("shopper")}@example.com`;
  const store = await openStore(page, `${unique("merchant")}@example.com`, unique("Bowls"));
  await publishProduct(page, store.id, title);

  const shop = await context.newPage();
  await expect(async () => {
    await shop.goto(`${store.home}/products`);
    await expect(shop.getByRole("link", { name: title }).first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expectAccessible(shop);
  await shop.getByRole("link", { name: title }).first().click();
  await expect(shop.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  await shop.getByText("Large", { exact: true }).click();
  await expect(shop.getByText("$31.00").locator("visible=true").first()).toBeVisible();
  await expect(shop).toHaveTitle(new RegExp(title));
  await expect(shop.locator('meta[property="og:title"]')).toHaveAttribute("content", new RegExp(title));
  await expectAccessible(shop);

  await shop.getByRole("button", { name: "Add to cart" }).locator("visible=true").first().click();
  const drawer = shop.getByRole("dialog");
  await expect(drawer.getByRole("link", { name: title })).toBeVisible();
  await expectAccessible(shop);
  await shop.reload();
  await shop.goto(`${store.home}/cart`);
  await expect(shop.getByRole("main").getByText(title).first()).toBeVisible();
  await shop.getByRole("button", { name: "Check out" }).locator("visible=true").first().click();

  await shop.waitForURL(/\/c\/pay\//);
  await pay(shop, "4000 0000 0000 0002", shopper);
  await expect(shop.getByText(/declined/i).first()).toBeVisible();
  await pay(shop, "4242 4242 4242 4242", shopper);
  await shop.waitForURL(/\/checkout\/success/);
  await expect(shop.getByText("Thank you, your order is placed")).toBeVisible({ timeout: 30_000 });
  await expect(shop.getByText("Order 1", { exact: true })).toBeVisible();
  await expectAccessible(shop);
  await shop.goto(`${store.home}/cart`);
  await expect(shop.getByText("Your cart is empty")).toBeVisible();

  await page.goto(`/stores/${store.id}/orders`);
  await page.getByText("#1").locator("visible=true").first().click();
  await expect(page.getByRole("heading", { name: "Order 1" })).toBeVisible();
  await expect(page.getByText(shopper)).toBeVisible();
  // 31.00 less the cost of 9.80 and the processor's 1.20, which is known a moment after the payment.
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("$20.00")).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await expect.poll(async () => (await mailsTo(shopper)).length, { timeout: 20_000 }).toBe(1);
  expect((await mailsTo(shopper))[0]!.subject).toContain("Order 1");
});

test("a supplier's catalog is imported, found, opened and bought", async ({ page, context }, info) => {
  test.skip(info.project.name === "phone", "the same importer; once is enough");
  const store = await openStore(page, `${unique("merchant")}@example.com`, unique("Imports"));
  const file = path.join(root, "local/suppliers/product_query_response.json");
  const output = execFileSync(
    "uv",
    ["run", "--no-sync", "tradewind", "--env-file", process.env.TRADEWIND_ENV_FILE ?? ".env", "import-catalog", file]
      .concat(["--store", store.slug, "--publish", "--images", "0"]),
    { cwd: root, encoding: "utf8" },
  );
  expect(output).toContain("12 imported");

  await page.goto(`/stores/${store.id}/products`);
  await page.getByLabel("Search products").fill("folding lantern");
  await expect(page.getByRole("link", { name: "Folding paper lantern" }).locator("visible=true")).toBeVisible();
  await expect(page.getByText("Linen cushion cover").locator("visible=true")).toHaveCount(0);

  const shop = await context.newPage();
  await expect(async () => {
    await shop.goto(`${store.home}/products/folding-paper-lantern`);
    await expect(shop.getByRole("heading", { name: "Folding paper lantern", level: 1 })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await shop.getByRole("button", { name: "Add to cart" }).locator("visible=true").first().click();
  await shop.getByRole("dialog").getByRole("button", { name: "Check out" }).click();
  await shop.waitForURL(/\/c\/pay\//);
  await pay(shop, "4242 4242 4242 4242", `${unique("shopper")}@example.com`);
  await expect(shop.getByText("Thank you, your order is placed")).toBeVisible({ timeout: 30_000 });
});

test("shops that are paused, unknown or closed say so with the right status", async ({ page, context }) => {
  const store = await openStore(page, `${unique("merchant")}@example.com`, unique("Pauses"));
  const headers = { "x-tradewind-session": "cookie" };
  // Through a page: only the browser knows that *.localhost is this machine.
  const shop = await context.newPage();
  const statusOf = async (address: string) => (await shop.goto(address))!.status();
  const status = () => statusOf(`${store.home}/`);
  await expect.poll(status, { timeout: 20_000 }).toBe(200);
  await page.request.patch(`/api/v1/stores/${store.id}`, { headers, data: { status: "paused" } });
  await expect.poll(status, { timeout: 20_000 }).toBe(503);
  await expectAccessible(shop);
  await page.request.delete(`/api/v1/stores/${store.id}`, { headers });
  await expect.poll(status, { timeout: 20_000 }).toBe(410);
  expect(await statusOf(`http://nobody-${Date.now()}.localhost:${storefrontPort}/`)).toBe(404);
});

test("the demo shop reads without JavaScript", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`http://demo.localhost:${storefrontPort}/products/cast-iron-pot-24-cm`);
  await expect(page.getByRole("heading", { name: "Cast iron pot, 24 cm", level: 1 })).toBeVisible();
  await expect(page.getByText("$79.00").first()).toBeVisible();
  await expect(page.getByText("Weighs 5.1 kg with its lid.")).toBeVisible();
  await context.close();
});
