import { expect, test } from "@playwright/test";
import { createProduct, createStore, expectAccessible, newEmail, PASSWORD, register } from "./support";
import { linkFromMail } from "./mailbox";

test("a colleague is invited as a viewer, reads and does not write, becomes a manager, and leaves", async ({ page, browser }) => {
  await register(page, newEmail("owner"));
  const name = `Team ${Date.now()}`;
  const storeId = await createStore(page, name);
  await createProduct(page, storeId, "Harbour mug");

  const email = newEmail("colleague");
  await page.goto(`/stores/${storeId}/settings/team`);
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByLabel("Email").fill(email);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByText(`${email} has an invitation`)).toBeVisible();

  const theirs = await browser.newContext();
  const colleague = await theirs.newPage();
  await colleague.goto(await linkFromMail(email, "/join"));
  await expect(colleague.getByText(`You are invited to ${name} as a viewer.`)).toBeVisible();
  expect(colleague.url()).not.toContain("token");
  await colleague.getByRole("link", { name: "Create an account" }).click();
  await colleague.getByLabel("Email").fill(email);
  await colleague.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await colleague.getByRole("button", { name: "Create account" }).click();
  await colleague.getByRole("button", { name: `Join ${name}` }).click();

  await expect(colleague.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(colleague.getByRole("note")).toContainText("You are a viewer here");
  await colleague.getByRole("link", { name: "Products", exact: true }).first().click();
  await expect(colleague.getByRole("link", { name: "Harbour mug" })).toBeVisible();
  await expect(colleague.getByRole("link", { name: "Add product" })).toHaveCount(0);
  const refused = await colleague.request.patch(`/api/v1/stores/${storeId}`, {
    data: { name: "Mine" },
    headers: { "x-tradewind-session": "cookie" },
  });
  expect(refused.status()).toBe(403);

  await page.reload();
  await page.getByLabel(`Role of ${email}`).selectOption("manager");
  await expect(page.getByText(`${email} is now manager`)).toBeVisible();
  await colleague.reload();
  await expect(colleague.getByRole("link", { name: "Add product" })).toBeVisible();

  await page.goto(`/stores/${storeId}/settings/audit-log`);
  await expect(page.getByRole("listitem").filter({ hasText: `invited ${email}` })).toBeVisible();
  await page.getByLabel("What", { exact: true }).selectOption("create_product");
  await expect(page.getByRole("listitem").filter({ hasText: "created a product Harbour mug" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "invited" })).toHaveCount(0);

  await expectAccessible(page);

  await colleague.goto(`/stores/${storeId}/settings/team`);
  await colleague.getByRole("button", { name: "Leave store" }).click();
  await colleague.getByRole("alertdialog").getByRole("button", { name: "Leave store" }).click();
  await expect(colleague.getByRole("heading", { name: "Stores", level: 1 })).toBeVisible();
  await expect(colleague.getByText(name)).toHaveCount(0);
  await theirs.close();
});

test("an API key is shown once, works within its scopes, and dies when it is revoked", async ({ page }) => {
  await register(page, newEmail("keys"));
  const storeId = await createStore(page, `Keys ${Date.now()}`);
  await page.goto(`/stores/${storeId}/settings/api-keys`);
  await page.getByRole("button", { name: "Create key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Create key" }).click();
  await expect(dialog.getByText("Give it at least one area.")).toBeVisible();
  await dialog.getByLabel("Name").fill("Warehouse");
  await dialog.getByLabel("Orders and refunds").selectOption("read");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Create key" }).click();
  const token = (await dialog.getByLabel("Token", { exact: true }).textContent())!.trim();
  expect(token).toMatch(/^tw_sk_/);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByText(`ends in ${token.slice(-4)}`)).toBeVisible();

  const headers = { authorization: `Bearer ${token}`, cookie: "" };
  const ask = (path: string) => page.request.get(`/api/v1/stores/${storeId}${path}`, { headers });
  expect((await ask("/orders")).status()).toBe(200);
  expect((await ask("/products")).status()).toBe(403);

  await page.getByRole("button", { name: "Revoke Warehouse" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("No API keys")).toBeVisible();
  expect((await ask("/orders")).status()).toBe(401);
});
