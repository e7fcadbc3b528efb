import { expect, test } from "@playwright/test";
import { buy, call, createProduct, createStore, expectAccessible, expectNoSidewaysScroll, newEmail, register } from "./support";

test("the palette opens a product and an order by keyboard alone", async ({ page }) => {
  await register(page, newEmail("palette"));
  const storeId = await createStore(page, `Palette ${Date.now()}`);
  const ware = await createProduct(page, storeId, "Walnut board");
  const orderId = await buy(page, storeId, { items: [{ ware, quantity: 1 }] });
  await page.goto(`/stores/${storeId}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Search or jump to" });
  await expect(field).toBeFocused();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.keyboard.type("walnut");
  await expect(page.getByRole("option", { name: /Walnut board/ })).toHaveAttribute("aria-selected", "true", { timeout: 20_000 });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Walnut board", level: 1 })).toBeVisible();

  await page.keyboard.press("Control+k");
  await expect(page.getByRole("group", { name: "Recent" }).getByRole("option", { name: "Walnut board" })).toBeVisible();
  const { number } = await call<{ number: number }>(page, "GET", `/stores/${storeId}/orders/${orderId}`);
  await page.keyboard.type(`#${number}`);
  const order = page.getByRole("option", { name: /^Order / });
  await expect(order.first()).toBeVisible({ timeout: 20_000 });
  while ((await order.first().getAttribute("aria-selected")) !== "true") await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/orders/${orderId}$`));

  await page.keyboard.press("Control+k");
  await page.keyboard.type("import pro");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Import products" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
});

test("the palette opens by its button as well", async ({ page }) => {
  await register(page, newEmail("palette"));
  await page.getByRole("button", { name: /^Search/ }).locator("visible=true").click();
  await page.getByRole("combobox", { name: "Search or jump to" }).fill("create");
  await page.getByRole("option", { name: "Create store" }).click();
  await expect(page.getByRole("heading", { name: "Create a store" })).toBeVisible();
});
