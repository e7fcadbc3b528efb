import { expect, type Page, test } from "@playwright/test";
import { linkFromMail } from "./mailbox";
import { createProduct, createStore, buy, expectAccessible, newEmail, PASSWORD, register } from "./support";

const NEXT = "another horse battery";

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a forgotten password is reset from the mailbox", async ({ page }) => {
  const email = newEmail("reset");
  await register(page, email);
  await page.context().clearCookies();
  await page.goto("/login");
  await page.getByRole("link", { name: "Forgot password?" }).click();
  await expect(page.getByRole("heading", { name: "Forgot your password?", level: 1 })).toBeVisible();
  await page.getByLabel("Email").fill("nobody-at-all@example.com");
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText("If nobody-at-all@example.com has an account")).toBeVisible();
  await page.getByRole("button", { name: "Use another address" }).click();
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText(`If ${email} has an account`)).toBeVisible();

  const link = await linkFromMail(email, "/reset-password");
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Set a new password" })).toBeVisible();
  await expect(page).not.toHaveURL(/token/);
  await expectAccessible(page);
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("Use at least 10 characters.")).toBeVisible();
  await page.getByLabel("New password").fill(NEXT);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();

  await signIn(page, email, PASSWORD);
  await expect(page.getByText("The email or the password is wrong.")).toBeVisible();
  await signIn(page, email, NEXT);
  await expect(page.getByRole("heading", { name: "Stores", level: 1 })).toBeVisible();

  await page.goto("/stores");
  await page.goto(link);
  await page.getByLabel("New password").fill("third horse battery");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
});

test("an address is confirmed, and changed, from the mailbox", async ({ page }) => {
  const email = newEmail("verify");
  await register(page, email);
  const banner = page.getByRole("region", { name: "Notice about your account" });
  await expect(banner).toContainText(email);
  await expectAccessible(page);
  await page.goto(await linkFromMail(email, "/verify-email"));
  await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
  await page.getByRole("link", { name: "Go on" }).click();
  await expect(page.getByRole("heading", { name: "Stores", level: 1 })).toBeVisible();
  await expect(banner).toHaveCount(0);

  const other = newEmail("moved");
  await page.goto("/account");
  await page.getByRole("button", { name: "Change address" }).click();
  await page.getByLabel("New address").fill(other);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText(`A link is on its way to ${other}`)).toBeVisible();
  await page.goto(await linkFromMail(other, "/verify-email"));
  await expect(page.getByText(`go to ${other}`)).toBeVisible();
  await page.goto("/account");
  await expect(page.getByText(`You sign in as ${other}.`)).toBeVisible();
});

test("sessions are seen and ended, and a changed password ends the others", async ({ page, browser }) => {
  const email = newEmail("sessions");
  await register(page, email);
  const elsewhere = await browser.newContext();
  const phone = await elsewhere.newPage();
  await signIn(phone, email, PASSWORD);
  await expect(phone.getByRole("heading", { name: "Stores", level: 1 })).toBeVisible();

  await page.goto("/account/security");
  const sessions = page.getByRole("list", { name: "Sessions" }).getByRole("listitem");
  await expect(sessions).toHaveCount(2);
  await page.getByRole("button", { name: /^Sign out Chrome/ }).click();
  await expect(sessions).toHaveCount(1);
  const ended = await phone.request.post("/api/v1/auth/refresh", { headers: { "x-tradewind-session": "cookie" }, data: {} });
  expect(ended.status()).toBe(401);

  await page.getByRole("button", { name: "Change password" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Present password").fill("wrong horse battery");
  await dialog.getByLabel("New password").fill(NEXT);
  await dialog.getByRole("button", { name: "Change password" }).click();
  await expect(dialog.getByText("This is not your present password.")).toBeVisible();
  await dialog.getByLabel("Present password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Password changed. Other sessions are signed out.")).toBeVisible();
  await expect(page.getByRole("list", { name: "Events" }).getByRole("listitem").first()).toContainText("Password changed");
  await page.reload();
  await expect(sessions).toHaveCount(1);
  await elsewhere.close();
});

test("an account is deleted once nothing is in its way", async ({ page }) => {
  const email = newEmail("leaving");
  await register(page, email);
  const storeId = await createStore(page, `Leaving ${Date.now()}`);
  const mug = await createProduct(page, storeId, "Mug");
  const orderId = await buy(page, storeId, { items: [{ ware: mug, quantity: 1 }] });
  await page.goto("/account");
  await page.getByRole("button", { name: "Delete account" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("link", { name: /1 open order/ })).toBeVisible();
  await expectAccessible(page);
  const cancelled = await page.request.post(`/api/v1/stores/${storeId}/orders/${orderId}/cancel`, {
    data: { reason: "Closing" },
    headers: { "x-tradewind-session": "cookie", "Idempotency-Key": `${Date.now()}` },
  });
  expect(cancelled.ok(), await cancelled.text()).toBe(true);
  await expect
    .poll(async () => (await (await page.request.get("/api/v1/account/obstacles")).json()).stores.length, { timeout: 20_000 })
    .toBe(0);

  await page.reload();
  await page.getByRole("button", { name: "Delete account" }).click();
  await dialog.getByLabel(`Type ${email}`).fill(email);
  await dialog.getByLabel("Password").fill("wrong horse battery");
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await expect(dialog.getByText("This is not your present password.")).toBeVisible();
  await dialog.getByLabel("Password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByRole("heading", { name: "Create your account" })).toBeVisible();
  await signIn(page, email, PASSWORD);
  await expect(page.getByText("The email or the password is wrong.")).toBeVisible();
  await register(page, email);
  await expect(page.getByText("Open your first store")).toBeVisible();
});
