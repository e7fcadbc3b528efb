import { expect, type Page, test } from "@playwright/test";
import { buy, call, createProduct, createStore, expectAccessible, expectNoSidewaysScroll, newEmail, register, type Ware } from "./support";

interface Stored {
  number: number;
  status: string;
  payment: { payment_intent: string };
  actions: { cancel: boolean };
  profit: { fees: { amount: number } | null };
}

async function shop(page: Page): Promise<{ storeId: string; mug: Ware; tray: Ware }> {
  await register(page, newEmail("orders"));
  const storeId = await createStore(page, `Orders ${Date.now()}`);
  const cost = { amount: 800, currency: "USD" };
  const mug = await createProduct(page, storeId, "Stoneware mug", { cost });
  const tray = await createProduct(page, storeId, "Ash tray");
  return { storeId, mug, tray };
}

const openOrder = async (page: Page, storeId: string, orderId: string) => {
  await page.goto(`/stores/${storeId}/orders/${orderId}`);
  await expect(page.getByRole("heading", { level: 1, name: /^Order \d+$/ })).toBeVisible();
};

const more = async (page: Page, item: string) => {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: item }).click();
};

test("orders say what to do while there are none", async ({ page }) => {
  await register(page, newEmail("orders"));
  const storeId = await createStore(page, `Orders ${Date.now()}`);
  await page.goto(`/stores/${storeId}/orders`);
  await expect(page.getByText("No orders yet")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Needs you" }).click();
  await expect(page).toHaveURL(/status=on_hold/);
  await expect(page.getByText("Nothing needs you")).toBeVisible();
  await page.getByLabel("Status", { exact: true }).selectOption({ label: "Refunded" });
  await expect(page).toHaveURL(/status=refunded/);
  await page.getByRole("button", { name: "Show all orders" }).click();
  await expect(page.getByText("No orders yet")).toBeVisible();

  await page.goto(`/stores/${storeId}/orders/ord_none`);
  await expect(page.getByRole("heading", { name: "Order not found" })).toBeVisible();
  await expectAccessible(page);
});

test("an order goes out in two parcels with tracking", async ({ page }) => {
  const { storeId, mug, tray } = await shop(page);
  const orderId = await buy(page, storeId, { items: [{ ware: mug, quantity: 2 }, { ware: tray, quantity: 1 }] });
  await page.goto(`/stores/${storeId}/orders`);
  await page.getByLabel("Search orders").fill("ann exam");
  await expect(page).toHaveURL(/search=ann/);
  await page.getByRole("link", { name: /#1/ }).locator("visible=true").click();
  await expect(page.getByRole("heading", { name: "Order 1" })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);

  await page.getByRole("button", { name: "Ship items" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "One less of Stoneware mug" }).click();
  await dialog.getByLabel("Quantity of Ash tray").fill("0");
  await dialog.getByLabel("Carrier").fill("ups");
  await dialog.getByLabel("Tracking number").fill("1Z999");
  await expect(dialog.getByLabel(/^Tracking page/)).toHaveValue("https://www.ups.com/track?tracknum=1Z999");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Ship 1 item" }).click();
  await expect(page.getByText("1 item shipped", { exact: true })).toBeVisible();
  await expect(page.getByText("Partly sent").first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Track parcel" })).toHaveAttribute("href", /ups\.com/);

  await page.getByRole("button", { name: "Ship items" }).click();
  await dialog.getByText("Only packed").click();
  await dialog.getByRole("button", { name: "Pack 2 items" }).click();
  await expect(page.getByText("Parcel 2", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Ship items" })).toHaveCount(0);
  await page.getByRole("button", { name: "Actions for Parcel 2" }).click();
  await page.getByRole("menuitem", { name: "Edit tracking" }).click();
  await dialog.getByLabel("Carrier").fill("Bike courier");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Bike courier").first()).toBeVisible();
  await page.getByRole("button", { name: "Mark as shipped" }).click();
  await page.getByRole("button", { name: "Mark as delivered" }).first().click();
  await expect(page.getByText("Marked as delivered").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Mark as delivered" })).toHaveCount(1);
  await expectAccessible(page);

  await page.getByRole("button", { name: "Actions for Parcel 2" }).click();
  await page.getByRole("menuitem", { name: "Cancel shipment" }).click();
  await page.getByRole("button", { name: "Cancel shipment" }).click();
  await expect(page.getByText("Parcel 2", { exact: true })).toHaveCount(0);
  expect((await call<Stored>(page, "GET", `/stores/${storeId}/orders/${orderId}`)).status).toBe("partially_fulfilled");
});

test("a part is refunded and goes back to stock", async ({ page }) => {
  const { storeId, mug } = await shop(page);
  const orderId = await buy(page, storeId, { items: [{ ware: mug, quantity: 2 }] });
  await openOrder(page, storeId, orderId);
  await more(page, "Refund");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Review refund" })).toBeDisabled();
  await dialog.getByRole("button", { name: "Refund one more of Stoneware mug" }).click();
  await expect(dialog.getByText("$20.00").first()).toBeVisible();
  await expect(dialog.getByLabel(/Back to stock/)).toBeChecked();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Review refund" }).click();
  await expect(dialog.getByText("Refund $20.00?")).toBeVisible();
  await expect(dialog.getByText("1 item goes back to stock.")).toBeVisible();
  await dialog.getByRole("button", { name: "Refund $20.00" }).click();
  await expect(page.getByText("$20.00 refunded")).toBeVisible();
  await expect(page.getByText("1 refunded", { exact: true })).toBeVisible();
  await expect(page.getByText("Partly refunded").first()).toBeVisible();
  const product = await call<{ inventory_total: number }>(page, "GET", `/stores/${storeId}/products/${mug.id}`);
  expect(product.inventory_total).toBe(8);

  await more(page, "Refund");
  await dialog.getByText("An amount", { exact: true }).click();
  await dialog.getByLabel("Amount", { exact: true }).fill("25");
  await expect(dialog.getByText("Only $20.00 is left to refund. Use an amount instead.").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByText("Show every posting").click();
  await expect(page.getByRole("table", { name: "Ledger of this order" }).getByText("Items sold")).toBeVisible();
  await expectAccessible(page);
});

test("costs, notes, a hold and the papers of an order", async ({ page }) => {
  const { storeId, tray } = await shop(page);
  const orderId = await buy(page, storeId, { items: [{ ware: tray, quantity: 1 }] });
  // The fee of the payment is booked a little later, which is a change of the order as well.
  const fees = async () => (await call<Stored>(page, "GET", `/stores/${storeId}/orders/${orderId}`)).profit.fees;
  await expect.poll(fees, { timeout: 30_000 }).not.toBeNull();
  await openOrder(page, storeId, orderId);
  await expect(page.getByText("At least one item has no cost")).toBeVisible();
  await page.getByRole("button", { name: "Edit costs" }).click();
  await page.getByLabel("Unit cost of Ash tray").fill("5.50");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("definition").filter({ hasText: "-$5.50" })).toBeVisible();

  await page.getByLabel("Add a note").fill("Wrap it as a present");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("listitem").filter({ hasText: "Wrap it as a present" })).toBeVisible();
  await page.route("**/notes", (route) => route.abort());
  await page.getByLabel("Add a note").fill("This one is lost");
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(page.getByText("The note was not saved")).toBeVisible();
  await expect(page.getByLabel("Add a note")).toHaveValue("This one is lost");
  await page.unroute("**/notes");

  await more(page, "Put on hold");
  await page.getByRole("button", { name: "Put on hold" }).click();
  await expect(page.getByText("Say why, so that you know later.")).toBeVisible();
  await page.getByLabel("Reason").fill("Address to be checked");
  await page.getByRole("button", { name: "Put on hold" }).click();
  await expect(page.getByText("This order is on hold")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Release order" }).click();
  await expect(page.getByRole("button", { name: "Ship items" })).toBeVisible();

  for (const [item, name] of [["Download invoice", "invoice-1.pdf"], ["Download packing slip", "packing-slip-1.pdf"]] as const) {
    const file = page.waitForEvent("download");
    await more(page, item);
    expect((await file).suggestedFilename()).toBe(name);
  }
});

test("an order is cancelled and paid back", async ({ page }) => {
  const { storeId, mug } = await shop(page);
  const orderId = await buy(page, storeId, { items: [{ ware: mug, quantity: 1 }] });
  await openOrder(page, storeId, orderId);
  await more(page, "Cancel order");
  await expectAccessible(page);
  await page.getByLabel("Reason").fill("Asked by the customer");
  await page.getByRole("button", { name: "Cancel order" }).click();
  await expect(page.getByText("Order cancelled", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("Refunded").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Ship items" })).toHaveCount(0);
  expect((await call<Stored>(page, "GET", `/stores/${storeId}/orders/${orderId}`)).status).toBe("cancelled");
  await expectAccessible(page);
});

test("a disputed order says by when to answer, and a refusal names its reason", async ({ page }) => {
  const { storeId, mug } = await shop(page);
  const disputed = await buy(page, storeId, { items: [{ ware: mug, quantity: 1 }], card: "4000000000000259" });
  await expect(async () => {
    await openOrder(page, storeId, disputed);
    await expect(page.getByText("Disputed payment")).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await expect(page.getByText(/Answer by/)).toBeVisible();
  await expectAccessible(page);

  const orderId = await buy(page, storeId, { items: [{ ware: mug, quantity: 1 }] });
  await openOrder(page, storeId, orderId);
  await page.getByRole("button", { name: "Ship items" }).click();
  await call(page, "POST", `/stores/${storeId}/orders/${orderId}/hold`, { reason: "Held elsewhere." });
  await page.getByRole("button", { name: "Ship 1 item" }).click();
  await expect(page.getByRole("dialog").getByText(/This order is on hold/)).toBeVisible();
  await expect(page.getByRole("dialog").getByText("Request id:")).toBeVisible();
});
