import { expect, test } from "@playwright/test";
import { createStore, expectAccessible, newEmail, register } from "./support";

test("a store is opened, renamed, paused and deleted", async ({ page }) => {
  const name = `Harbour ${Date.now()}`;
  await register(page, newEmail("stores"));
  await page.goto("/stores/new");
  await expect(page.getByLabel("Store name")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create store" }).click();
  await expect(page.getByText("Give the store a name.")).toBeVisible();

  const storeId = await createStore(page, name);
  await expect(page.getByText("Add your first product")).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/stores/${storeId}/settings`);
  await expect(page.getByLabel("Store name")).toHaveValue(name);
  await expectAccessible(page);
  await page.getByLabel("Store name").fill(`${name} Two`);
  await page.getByRole("button", { name: /Also change the address/ }).click();
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("Settings saved")).toBeVisible();
  await expect(page.getByLabel("Address", { exact: true })).toHaveValue(/-two$/);

  await page.getByRole("button", { name: "Pause store" }).click();
  await expect(page.getByRole("button", { name: "Activate store" })).toBeVisible();

  await page.getByRole("button", { name: "Delete store" }).click();
  const confirm = page.getByRole("button", { name: "Delete this store" });
  await expect(confirm).toBeDisabled();
  await page.getByLabel(`Type ${name} Two to confirm`).fill(`${name} Two`);
  await expectAccessible(page);
  await confirm.click();
  await expect(page.getByText("Open your first store")).toBeVisible();

  await page.goto(`/stores/${storeId}`);
  await expect(page.getByText("Store not found")).toBeVisible();
});

test("unsaved settings are not lost by a click beside", async ({ page }) => {
  await register(page, newEmail("guard"));
  const storeId = await createStore(page, "Guarded");
  await page.goto(`/stores/${storeId}/settings`);
  await page.getByLabel("Store name").fill("Changed");
  if (await page.getByRole("button", { name: "Open menu" }).isVisible()) await page.getByRole("button", { name: "Open menu" }).click();
  await page.getByRole("link", { name: "Orders", exact: true }).click();
  await expect(page.getByText("Leave without saving?")).toBeVisible();
  await page.getByRole("button", { name: "Keep editing" }).click();
  await expect(page.getByLabel("Store name")).toHaveValue("Changed");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByLabel("Store name")).toHaveValue("Guarded");
});
