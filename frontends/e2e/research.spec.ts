import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { addToCart, eventually, expectAccessible, expectNoSidewaysScrolling, mailsTo, Merchant, PASSWORD, pay, unique } from "./support";

const suppliers = process.env.SUPPLIERS_URL ?? "http://localhost:8440";
const claude = process.env.CLAUDE_URL ?? "http://localhost:8450";
/** The promise that the stand-in for Claude makes, which no fact of a supplier backs. */
const PROMISE = "Ships within two days.";

test.skip(({ viewport }) => (viewport?.width ?? 0) < 600, "one screen is enough, and the narrow one is looked at on the way");

async function signIn(page: Page, { email }: Merchant): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/login");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Stores", level: 1 })).toBeVisible();
}

/** Accessible as it stands, and no wider than a phone. */
async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page);
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScrolling(page);
  await page.setViewportSize(size);
}

async function runResearch(page: Page, { storeId }: Merchant): Promise<void> {
  await page.goto(`/stores/${storeId}/research`);
  await expect(page.getByText("It has not run yet")).toBeVisible();
  await page.getByRole("button", { name: "Run now" }).click();
  const progress = page.getByRole("progressbar", { name: "Progress of the research" });
  await expect(progress).toBeVisible();
  await expect(progress).toBeHidden({ timeout: 60_000 });
  await expect(candidates(page).first()).toBeVisible();
}

const candidates = (page: Page) => page.getByRole("list", { name: "Proposed products" }).getByRole("listitem");
const toast = (page: Page, text: string | RegExp) => page.locator("[data-sonner-toast]").filter({ hasText: text }).first();

async function titleOf(page: Page, index: number): Promise<string> {
  const name = await candidates(page).nth(index).getByRole("checkbox").getAttribute("aria-label");
  return name!.replace("Select ", "");
}

/** Takes the best `count` candidates in and waits until all of their jobs are over. @returns their titles. */
async function importBest(page: Page, count: number): Promise<string[]> {
  const titles: string[] = [];
  for (let index = 0; index < count; index += 1) {
    titles.push(await titleOf(page, index));
    await page.getByRole("checkbox", { name: `Select ${titles[index]}` }).click();
  }
  await page.getByRole("button", { name: count === 1 ? "Import 1 product" : `Import ${count} products` }).click();
  await toast(page, /imports? started/).getByRole("button", { name: "Show progress" }).click();
  const jobs = page.getByRole("list", { name: "Product imports" });
  for (const title of titles) await expect(jobs.getByText(title, { exact: true })).toBeVisible();
  await expect(jobs.getByText("Done", { exact: true })).toHaveCount(count, { timeout: 60_000 });
  return titles;
}

test("a newcomer finds, imports, reviews and sells a product, and orders it from its supplier", async ({ page, request }) => {
  const merchant = await Merchant.open(request, unique("Calm home"));
  const root = `/stores/${merchant.storeId}`;
  await signIn(page, merchant);

  await test.step("research", async () => {
    await runResearch(page, merchant);
    const best = candidates(page).first();
    await expect(best.getByText(/^Score \d+ of 100, between \d+ and \d+\./)).toBeAttached();
    await expect(best.getByRole("img", { name: /^Orders of the last 30 days, from [\d,]+ to [\d,]+$/ })).toBeVisible();
    await expect(best.getByText(/% margin$/)).toBeVisible();
    await expectGood(page);
    await best.getByRole("button", { name: /^Details of/ }).click();
    const sheet = page.getByRole("dialog");
    await expect(sheet.getByRole("img", { name: "Orders of the trailing 30 days, by day" })).toBeVisible();
    await expect(sheet.getByText("Change in 28 days")).toBeVisible();
    await expect(sheet.getByRole("link", { name: "Open at AliExpress" })).toHaveAttribute("href", /^https:\/\//);
    await expectGood(page);
    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
  });

  await test.step("watchlist and dismissal", async () => {
    const [saved, dismissed] = [await titleOf(page, 3), await titleOf(page, 4)];
    await page.getByRole("button", { name: `Save ${saved} to the watchlist` }).click();
    await expect(toast(page, "Saved to the watchlist")).toBeVisible();
    await page.getByRole("button", { name: `Dismiss ${dismissed}` }).click();
    await expect(page.getByRole("checkbox", { name: `Select ${dismissed}` })).toHaveCount(0);
    await toast(page, "Dismissed").getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("checkbox", { name: `Select ${dismissed}` })).toBeVisible();
    await page.getByRole("button", { name: "Watchlist", exact: true }).click();
    await expect(candidates(page)).toHaveCount(1);
    await expect(candidates(page)).toContainText(saved);
    await page.getByRole("button", { name: "Proposed", exact: true }).click();
    await expect(candidates(page).nth(5)).toBeVisible();
  });

  const [title] = await test.step("three imports", async () => {
    const titles = await importBest(page, 3);
    await expect(page.getByText("Texts by AI")).toHaveCount(3);
    await expect(page.getByText(/^(\d)\/\1$/)).toHaveCount(3);
    await expectGood(page);
    return titles;
  });

  await test.step("review", async () => {
    const job = page.getByRole("listitem").filter({ has: page.getByText(title!, { exact: true }) });
    await job.getByRole("link", { name: "Review" }).click();
    await expect(page.getByRole("heading", { name: `Review: ${title}`, level: 1 })).toBeVisible();
    await expect(page.getByText("1 statement has no fact behind it")).toBeVisible();
    await expect(page.locator("mark")).toHaveText(/Ships within two days/);
    await expect(page.getByRole("button", { name: "Publish" })).toBeDisabled();
    await expectGood(page);
    const description = page.getByRole("textbox", { name: "Description", exact: true });
    await description.fill((await description.inputValue()).replace(PROMISE, "").trim());
    await page.getByRole("button", { name: "Save texts" }).click();
    await expect(page.getByText("Every statement is backed by the supplier’s facts, or by you.")).toBeVisible();
    await page.getByRole("button", { name: "Publish" }).click();
    await expect(toast(page, "It is on sale")).toBeVisible();
    await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  });

  const shopper = `${unique("shopper")}@example.com`;
  const shop = await page.context().newPage();
  await test.step("the shop", async () => {
    await eventually(shop, `${merchant.home}/products`, () => expect(shop.getByRole("link", { name: title }).first()).toBeVisible({ timeout: 1_000 }));
    await shop.getByRole("link", { name: title }).first().click();
    await expect(shop.getByRole("heading", { name: title, level: 1 })).toBeVisible();
    await expect(shop.getByRole("main")).not.toContainText(PROMISE);
    const picture = shop.getByRole("main").locator("img").first();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBeGreaterThan(0);
    expect(await picture.evaluate((image: HTMLImageElement) => image.currentSrc)).toMatch(/\.webp$/);
    await expectAccessible(shop);
    await addToCart(shop);
    await shop.getByRole("dialog").getByRole("button", { name: "Check out" }).click();
    await shop.waitForURL(/\/c\/pay\//);
    await pay(shop, "4242 4242 4242 4242", shopper);
    await shop.waitForURL(/\/checkout\/success/);
    await expect(shop.getByText("Thank you, your order is placed")).toBeVisible({ timeout: 30_000 });
  });

  await test.step("the purchase order", async () => {
    const column = (name: string) => page.getByRole("region", { name, exact: true });
    await expect(async () => {
      await page.goto(`${root}/purchase-orders`);
      await expect(column("To order").getByText(title!)).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 30_000 });
    await column("To order").getByRole("button", { name: "Address" }).click();
    await expect(page.getByLabel("Ship to")).toContainText("12 Harbour Road");
    await expect(page.getByRole("button", { name: "Copy address" })).toBeVisible();
    await expectGood(page);
    await page.getByRole("button", { name: "Mark ordered" }).click();
    await page.getByLabel("Supplier’s order number").fill("81612345");
    await page.getByRole("dialog").getByRole("button", { name: "Mark ordered" }).click();
    await expect(column("Ordered").getByText("Supplier’s number 81612345")).toBeVisible();
    await column("Ordered").getByRole("button", { name: "Add tracking" }).click();
    await page.getByRole("dialog").getByLabel(/Tracking number/).fill("LX123456789CN");
    await expectGood(page);
    await page.getByRole("dialog").getByRole("button", { name: "Mark shipped" }).click();
    await expect(column("On the way").getByText(title!)).toBeVisible();
    await column("On the way").getByRole("link", { name: /^Order/ }).click();
    await expect(page.getByText("LX123456789CN").first()).toBeVisible();
    await expect.poll(async () => (await mailsTo(shopper)).map(({ subject }) => subject).join("; "), { timeout: 30_000 }).toMatch(/on its way|shipped/i);
  });
});

async function setFault(request: APIRequestContext, url: string, data: object): Promise<void> {
  const answer = await request.post(`${url}/_test/faults`, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
}

async function clearFaults(request: APIRequestContext): Promise<void> {
  await setFault(request, suppliers, { clear: true });
  await request.delete(`${claude}/_test/faults`);
}

test("with faults everywhere the run says what is missing, and the import what it did without", async ({ page, request }) => {
  const merchant = await Merchant.open(request, unique("Stormy home"));
  await merchant.call("PUT", "/research/settings", {
    ...(await merchant.call("GET", "/research/settings")),
    keywords: ["lamp", "bath"],
  });
  await signIn(page, merchant);
  try {
    await setFault(request, suppliers, { source: "cj", kind: "down" });
    await setFault(request, suppliers, { source: "aliexpress", kind: "down", next: 1 });
    await setFault(request, suppliers, { source: "reddit", kind: "rate_limited" });
    await setFault(request, claude, { next: 1_000, status: 529 });

    await runResearch(page, merchant);
    await expect(page.getByText(/^CJ Dropshipping did not answer$/)).toBeVisible();
    await expect(page.getByText(/^Reddit did not answer$/)).toBeVisible();
    await expect(page.getByText("AliExpress answered in part")).toBeVisible();
    await expect(page.getByText(/0 of \d+ analysed/)).toBeVisible();
    await expectGood(page);

    await setFault(request, suppliers, { source: "pictures", kind: "denied", next: 1 });
    await importBest(page, 1);
    const job = page.getByRole("list", { name: "Product imports" }).getByRole("listitem").first();
    await expect(job.getByText("Texts from a template, not AI")).toBeVisible();
    await expect(job.getByText("done, with a warning").first()).toBeAttached();
    await expect(job.getByText(/1 of \d images? could not/)).toBeVisible();
    await job.getByRole("link", { name: "Review" }).click();
    await expect(page.getByText("From a template, not AI").first()).toBeVisible();
    await expect(page.getByText("Written by AI")).toHaveCount(0);
    await expectGood(page);
    await page.getByRole("button", { name: "Publish" }).click();
    await expect(toast(page, "It is on sale")).toBeVisible();
  } finally {
    await clearFaults(request);
  }
});
