import { createHmac } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, newEmail, PASSWORD, register } from "./support";

const STEP_MS = 30_000;

/** What an authenticator app shows for a secret in base 32 (RFC 6238). */
function codeOf(secret: string, at: number): string {
  const bits = [...secret].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / STEP_MS)));
  const mac = createHmac("sha1", key).update(counter).digest();
  const offset = mac[mac.length - 1]! & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** A code of a later step than any before: a server takes each step once, and codes half a minute ahead. */
function nextCode(secret: string, used: { step: number }): string {
  const step = Math.max(Math.floor(Date.now() / STEP_MS), used.step + 1);
  used.step = step;
  return codeOf(secret, step * STEP_MS);
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto("/login");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
}

test("two-step sign-in: set up, sign in with the app, recover with a code, switch off", async ({ page }) => {
  const email = newEmail("two-step");
  await register(page, email);
  await page.goto("/account/security");
  await page.getByRole("button", { name: "Set up" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Password").fill("not the password");
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByText("This is not your present password.")).toBeVisible();
  await dialog.getByLabel("Password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByAltText("QR code for your authenticator app")).toBeVisible();
  await expectAccessible(page);
  const secret = (await dialog.locator("code").textContent())!;
  const used = { step: 0 };
  await dialog.getByLabel("Code the app shows").fill(nextCode(secret, used));
  await dialog.getByRole("button", { name: "Switch on" }).click();
  const shown = dialog.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(shown).toHaveCount(10);
  const codes = await shown.allTextContents();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("10 recovery codes are left.")).toBeVisible();

  await signIn(page, email);
  await expectAccessible(page);
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("This code is wrong or was used already.")).toBeVisible();
  await page.getByLabel("Code", { exact: true }).fill(nextCode(secret, used));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Stores", level: 1 })).toBeVisible();

  await signIn(page, email);
  await page.getByRole("button", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code").fill(codes[0]!.toUpperCase());
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Stores", level: 1 })).toBeVisible();

  await page.goto("/account/security");
  await expect(page.getByText("9 recovery codes are left.")).toBeVisible();
  await page.getByRole("button", { name: "Switch off" }).click();
  await dialog.getByLabel("Password").fill(PASSWORD);
  await dialog.getByLabel("Code or recovery code").fill(codes[1]!);
  await dialog.getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByText("Two-step sign-in is off")).toBeVisible();
  await expect(page.getByRole("button", { name: "Set up" })).toBeVisible();
});
