import { expect, test } from "@playwright/test";
import { buy, call, createProduct, createStore, expectAccessible, expectNoSidewaysScroll, newEmail, register } from "./support";

test("a code is made, disabled, brought back and deleted", async ({ page }) => {
  await register(page, newEmail("discounts"));
  const storeId = await createStore(page, `Discounts ${Date.now()}`);
  await page.goto(`/stores/${storeId}/discounts`);
  await expect(page.getByText("No discounts yet")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Create discount" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Create discount" }).click();
  await expect(dialog.getByText(/Use 2 to 40 letters/)).toBeVisible();
  await dialog.getByLabel("Code", { exact: true }).fill("spring-10");
  await dialog.getByLabel("Percent").fill("12,5");
  await dialog.getByLabel("Minimum order").fill("40");
  await dialog.getByLabel("Uses in all").fill("100");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Create discount" }).click();
  await expect(page.getByText("SPRING-10 was created")).toBeVisible();
  await expect(page.getByText("12.5% off over $40.00").locator("visible=true")).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);

  await page.getByRole("button", { name: "Actions for SPRING-10" }).locator("visible=true").click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await expect(page.getByText("Disabled", { exact: true }).locator("visible=true")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Active", { exact: true }).locator("visible=true")).toBeVisible();
  await expect
    .poll(async () => (await call<{ status: string }>(page, "GET", `/stores/${storeId}/discounts/SPRING-10`)).status)
    .toBe("active");

  await page.getByRole("button", { name: "SPRING-10", exact: true }).locator("visible=true").click();
  await expect(page).toHaveURL(/edit=SPRING-10/);
  await dialog.getByText("Shipping", { exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Leave without saving?")).toBeVisible();
  await page.getByRole("button", { name: "Keep editing" }).click();
  await dialog.getByLabel("Ends").fill("2020-01-01T10:00");
  await dialog.getByRole("button", { name: "Save discount" }).click();
  await expect(page.getByText("Ended", { exact: true }).locator("visible=true")).toBeVisible();
  await expect(page.getByText("Free shipping over $40.00").locator("visible=true")).toBeVisible();

  await page.getByRole("button", { name: "Actions for SPRING-10" }).locator("visible=true").click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByText("Delete SPRING-10?")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Delete discount" }).click();
  await expect(page.getByText("No discounts yet")).toBeVisible();
});

test("a taken code, somebody else's edit and a used code are told", async ({ page }) => {
  await register(page, newEmail("discounts"));
  const storeId = await createStore(page, `Discounts ${Date.now()}`);
  const ware = await createProduct(page, storeId, "Stoneware mug");
  await call(page, "POST", `/stores/${storeId}/discounts`, { code: "ONCE", kind: "percent", basis_points: 1000, usage_limit: 1 });
  await page.goto(`/stores/${storeId}/discounts?edit=new`);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Code", { exact: true }).fill("once");
  await dialog.getByRole("button", { name: "Create discount" }).click();
  await expect(dialog.getByLabel("Code", { exact: true })).toHaveAttribute("aria-invalid", "true");

  await page.goto(`/stores/${storeId}/discounts?edit=ONCE`);
  await expect(dialog.getByLabel("Percent")).toHaveValue("10");
  await call(page, "PATCH", `/stores/${storeId}/discounts/ONCE`, { basis_points: 2000 });
  await dialog.getByLabel("Percent").fill("15");
  await dialog.getByRole("button", { name: "Save discount" }).click();
  await expect(page.getByText("This discount changed in the meantime")).toBeVisible();
  await page.getByRole("button", { name: "Load the newer version" }).click();
  await expect(dialog.getByLabel("Percent")).toHaveValue("20");
  await page.keyboard.press("Escape");

  await buy(page, storeId, { items: [{ ware, quantity: 1 }], discount_code: "ONCE" });
  await page.reload();
  await expect(page.getByText("Used up").locator("visible=true")).toBeVisible();
});
