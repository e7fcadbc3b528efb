import { expect, test } from "@playwright/test";
import { expectAccessible, newEmail, PASSWORD, register } from "./support";

test("an account is made, left and entered again", async ({ page }) => {
  const email = newEmail("account");
  await page.goto("/login");
  await expectAccessible(page);
  await register(page, email);
  await expect(page.getByText("Open your first store")).toBeVisible();
  await expectAccessible(page);

  if (await page.getByRole("button", { name: "Open menu" }).isVisible()) await page.getByRole("button", { name: "Open menu" }).click();
  await page.getByRole("button", { name: `Account: ${email}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/login$/);

  await page.goto("/stores/new");
  await expect(page).toHaveURL(/\/login\?next=%2Fstores%2Fnew$/);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The email or the password is wrong.")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Create a store" })).toBeVisible();
});

test("a taken address and a short password are explained", async ({ page }) => {
  const email = newEmail("taken");
  await register(page, email);
  await page.goto("/register");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("Use at least 10 characters.")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("An account with this email already exists.")).toBeVisible();
});

test("a session whose access token is gone is renewed without a word", async ({ page, context }) => {
  await register(page, newEmail("renew"));
  const cookies = await context.cookies();
  const access = cookies.find((cookie) => cookie.name === "tw_access")!;
  await context.addCookies([{ ...access, value: "not-a-token" }]);
  await page.goto("/stores/new");
  await expect(page.getByRole("heading", { name: "Create a store" })).toBeVisible();
  const renewed = (await context.cookies()).find((cookie) => cookie.name === "tw_access");
  expect(renewed?.value).not.toBe("not-a-token");
});
