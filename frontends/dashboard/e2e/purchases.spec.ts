import { expect, test } from "@playwright/test";
import { createStore, expectAccessible, expectNoSidewaysScroll, newEmail, register } from "./support";

test("without supplier products the board says what comes here", async ({ page }) => {
  await register(page, newEmail("purchases"));
  const storeId = await createStore(page, `Board ${Date.now()}`);
  await page.goto(`/stores/${storeId}/purchase-orders`);
  await expect(page.getByText("No purchase orders yet")).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Failed" }).click();
  await expect(page).toHaveURL(/view=failed/);
  await expect(page.getByText("Nothing here")).toBeVisible();
});
