import { expect, test } from "@playwright/test";
import { createStore, expectAccessible, newEmail, register } from "./support";

test("orders say what to do while there are none", async ({ page }) => {
  await register(page, newEmail("orders"));
  const storeId = await createStore(page, `Orders ${Date.now()}`);
  await page.goto(`/stores/${storeId}/orders`);
  await expect(page.getByText("No orders yet")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Refunded" }).click();
  await expect(page).toHaveURL(/status=refunded/);
  await page.getByRole("button", { name: "Show all orders" }).click();
  await expect(page.getByText("No orders yet")).toBeVisible();

  await page.goto(`/stores/${storeId}/orders/ord_none`);
  await expect(page.getByRole("heading", { name: "Order not found" })).toBeVisible();
  await expectAccessible(page);
});
