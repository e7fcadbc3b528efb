import { expect, test } from "@playwright/test";
import { addToCart, eventually, expectAccessible, mailsTo, Merchant, PASSWORD, pay, unique } from "./support";

const stripe = process.env.STRIPE_URL ?? "http://localhost:8420";
const dashboard = process.env.DASHBOARD_URL ?? "http://localhost:3000";

test("a dispute arrives, holds the order, tells the merchant, and is won", async ({ page, context, request }) => {
  const merchant = await Merchant.open(request, unique("Disputed"));
  const title = unique("Kettle");
  await merchant.product(title, 4_200);
  const shopper = `${unique("shopper")}@example.com`;

  // A payment that the shopper's bank will take back, by the stand-in's card for it.
  const shop = await context.newPage();
  await eventually(shop, `${merchant.home}/products`, async () => {
    await expect(shop.getByRole("link", { name: title }).first()).toBeVisible({ timeout: 1_000 });
  });
  await shop.getByRole("link", { name: title }).first().click();
  await addToCart(shop);
  await shop.goto(`${merchant.home}/cart`);
  await shop.getByRole("button", { name: "Check out" }).locator("visible=true").first().click();
  await shop.waitForURL(/\/c\/pay\//);
  await pay(shop, "4000 0000 0000 0259", shopper);
  await shop.waitForURL(/\/checkout\/success/);

  await page.goto(`${dashboard}/login`);
  await page.getByLabel("Email").fill(merchant.email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Stores", level: 1 })).toBeVisible();

  const orders = async () => (await merchant.call<{ items: { id: string; status: string }[] }>("GET", "/orders")).items;
  await expect.poll(async () => (await orders())[0]?.status, { timeout: 30_000 }).toBe("on_hold");
  const [order] = await orders();
  await page.goto(`${dashboard}/stores/${merchant.storeId}/orders/${order!.id}`);
  await expect(page.getByText("Disputed payment", { exact: true })).toBeVisible();
  await expect(page.getByText("The payment is in dispute.").first()).toBeVisible();
  await expectAccessible(page);
  await expect.poll(async () => (await mailsTo(merchant.email)).map(({ subject }) => subject), { timeout: 20_000 }).toContain("Order 1 is disputed");

  const detail = await merchant.call<{ disputes: { id: string }[] }>("GET", `/orders/${order!.id}`);
  const settled = await request.post(`${stripe}/_test/disputes/${detail.disputes[0]!.id}/settle`, { data: { outcome: "won" } });
  expect(settled.ok(), await settled.text()).toBe(true);
  await expect.poll(async () => (await orders())[0]?.status, { timeout: 30_000 }).toBe("paid");
  await page.reload();
  await expect(page.getByText("Dispute closed", { exact: true })).toBeVisible();
});
