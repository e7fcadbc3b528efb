import { expect, type Locator, type Page, test } from "@playwright/test";
import { pay } from "../../e2e/support";
import { call, createProduct, createStore, expectAccessible, expectNoSidewaysScroll, newEmail, register } from "./support";

const stripe = process.env.STRIPE_URL ?? "http://localhost:8420";
const HOUR = 3_600;
/** A card begins one trial: a second try takes another. */
const FRESH_CARDS = ["4242 4242 4242 4242", "5555 5555 5555 4444"];

interface Subscription {
  status: string | null;
  plan: { code: string };
}

/** A call of the stand-in, as a test or Stripe's own dashboard would make it. */
async function atStripe<T>(path: string, body?: object): Promise<T> {
  const answer = await fetch(`${stripe}${path}`, {
    method: body ? "POST" : "GET",
    headers: { authorization: "Bearer sk_test_local", "content-type": "application/json" },
    body: body ? JSON.stringify(body) : undefined,
  });
  expect(answer.ok, `${path}: ${answer.status}`).toBe(true);
  return (await answer.json()) as T;
}

/** The account's customer and subscription at Stripe. */
async function found(email: string): Promise<{ customer: string; subscription: string }> {
  const customers = await atStripe<{ data: { id: string }[] }>(`/v1/customers?email=${encodeURIComponent(email)}`);
  const customer = customers.data[0]!.id;
  const { data } = await atStripe<{ data: { id: string }[] }>(`/v1/subscriptions?customer=${customer}`);
  return { customer, subscription: data[0]!.id };
}

/** Waits until Stripe's events have arrived. */
async function standsAs(page: Page, status: string, plan: string): Promise<void> {
  const current = () => call<Subscription>(page, "GET", "/subscriptions/current");
  await expect.poll(async () => { const { status, plan } = await current(); return [status, plan.code]; }, { timeout: 20_000 }).toEqual([status, plan]);
}

const card = (page: Page, name: string): Locator => page.getByRole("region", { name });
const banner = (page: Page): Locator => page.locator("main [data-slot=alert]").first();

async function switchTo(page: Page, name: string, confirm: string): Promise<void> {
  await page.goto("/pricing");
  await page.getByRole("button", { name: `Switch to ${name}` }).click();
  const dialog = page.getByRole("dialog", { name: `Switch to ${name}` });
  await dialog.getByRole("button", { name: confirm, exact: true }).click();
  await expect(page.getByText(`You are on ${name}`)).toBeVisible();
}

/** On Stripe's page: enters a card that works, and comes back to the plan. */
async function useOtherCard(page: Page): Promise<void> {
  await page.getByText("Use another card").click();
  await page.getByLabel("Card number").fill("5555 5555 5555 4444");
  await page.getByLabel("Expiry, month and year").fill("12 / 36");
  await page.getByLabel("Security code").fill("123");
  await page.getByRole("button", { name: /^Save card and pay/ }).click();
  await page.getByRole("link", { name: /Back to/ }).first().click();
  await expect(page.getByText("Your plan is up to date")).toBeVisible();
}

test("a merchant subscribes, meets a limit, upgrades, downgrades over it, misses a payment and recovers", async ({ page }) => {
  test.setTimeout(240_000);
  const email = newEmail("plans");
  await register(page, email);
  await createStore(page, "First");

  // The free plan has room for one store.
  await page.goto("/stores");
  await expect(page.getByText("Your plan has room for 1 store")).toBeVisible();
  await expect(page.getByRole("button", { name: "Create store" })).toBeDisabled();
  await page.getByRole("link", { name: "See plans" }).click();
  await expect(page.getByRole("heading", { name: "Plans", level: 1 })).toBeVisible();
  await expect(card(page, "Growth").getByText("$49")).toBeVisible();
  await expect(page.getByRole("table", { name: "Compare plans" }).getByRole("row", { name: /Open stores/ })).toContainText("20");
  await expectAccessible(page);

  // Subscribe on Stripe's page: fourteen days free.
  await page.getByRole("button", { name: "Start 14 days free Starter" }).click();
  await expect(page.getByText("Tradewind Starter").first()).toBeVisible();
  await pay(page, FRESH_CARDS[test.info().retry]!, email);
  await expect(page.getByText("Your plan is up to date")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Your plan: Starter" })).toBeVisible();
  await expect(page.getByText(/Free until .*, then \$19 a month/)).toBeVisible();
  await expect(page.getByText("1 of 2", { exact: true })).toBeVisible();
  await expectAccessible(page);

  // Its limit bites with the third store, and a larger plan makes room at once.
  await createStore(page, "Second");
  await page.goto("/stores/new");
  await expect(page.getByText("Your plan has room for 2 stores")).toBeVisible();
  await expect(page.getByRole("button", { name: "Create store" })).toBeDisabled();
  await switchTo(page, "Growth", "Switch");
  await createStore(page, "Third");

  // The trial ends and is paid.
  const { customer, subscription } = await found(email);
  await atStripe(`/_test/subscriptions/${subscription}/advance`, { to: "trial_end" });
  await atStripe("/_test/advance", { seconds: 2 * HOUR });
  await standsAs(page, "active", "growth");
  await page.goto("/account/billing");
  await expect(page.getByText(/Next charge: \$49 on/)).toBeVisible();

  // A smaller plan says first what it would hold back, and the owner chooses what stays.
  await page.goto("/pricing");
  await page.getByRole("button", { name: "Switch to Starter" }).click();
  const dialog = page.getByRole("dialog", { name: "Switch to Starter" });
  await expect(dialog.getByText("It has room for 2 stores")).toBeVisible();
  await expect(dialog.getByRole("listitem")).toHaveText(["Third"]);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Switch", exact: true }).click();
  await expect(page.getByText("You are on Starter")).toBeVisible();
  await expect(banner(page)).toContainText("You have more stores than your plan. All stay open until");
  await page.getByRole("link", { name: "Choose stores" }).click();
  const choice = card(page, "Stores that stay open");
  await choice.getByLabel("First").uncheck();
  await choice.getByLabel("Third").check();
  await expect(choice.getByLabel("First")).toBeDisabled();
  await expectAccessible(page);
  await choice.getByRole("button", { name: "Save choice" }).click();
  await expect(page.getByText("Your choice is saved")).toBeVisible();
  await switchTo(page, "Growth", "Switch and pay the difference");
  await expect(page.getByText("You have more stores than your plan")).toBeHidden();

  // A renewal is declined: days of grace, said on every page, until another card is entered.
  await atStripe(`/_test/customers/${customer}/card`, { outcome: "declines" });
  await atStripe(`/_test/subscriptions/${subscription}/advance`, { to: "renewal" });
  await atStripe("/_test/advance", { seconds: 2 * HOUR });
  await standsAs(page, "past_due", "growth");
  await page.goto("/stores");
  await expect(banner(page)).toContainText("Your payment failed. Everything goes on until");
  await expectAccessible(page);
  await banner(page).getByRole("button", { name: "Update card" }).click();
  await useOtherCard(page);
  await standsAs(page, "active", "growth");
  await expect(page.getByText("Your payment failed")).toBeHidden();

  // Giving up keeps everything until it is used up, and can be taken back.
  await page.getByRole("button", { name: "Cancel plan" }).click();
  const leaving = page.getByRole("dialog", { name: "Cancel your plan" });
  await expect(leaving.getByText("It has room for 1 store")).toBeVisible();
  await leaving.getByRole("button", { name: "Cancel plan" }).click();
  await expect(page.getByText(/Growth ends on/)).toBeVisible();
  await page.getByRole("button", { name: "Keep plan" }).click();
  await page.getByRole("dialog", { name: "Keep Growth" }).getByRole("button", { name: "Keep plan" }).click();
  await expect(page.getByText(/Next charge: \$49 on/)).toBeVisible();
});

test("stores of a plan that stays unpaid are read and not changed until it is paid", async ({ page, browser }) => {
  const email = newEmail("unpaid");
  await register(page, email);
  await page.goto("/pricing");
  await page.getByRole("button", { name: "Start 14 days free Starter" }).click();
  // A card that can be kept and is declined from then on. A card of another test would have had its trial.
  await pay(page, "4000 0000 0000 0341", email);
  await expect(page.getByText("Your plan is up to date")).toBeVisible();
  const storeId = await createStore(page, "Kept");
  const mug = await createProduct(page, storeId, "Harbour mug");

  // The trial's end and the try after it are declined, and Stripe gives up.
  const { subscription } = await found(email);
  await atStripe("/_test/billing", { retry_days: [1], after_retries: "unpaid" });
  await atStripe(`/_test/subscriptions/${subscription}/advance`, { to: "trial_end" });
  await atStripe("/_test/advance", { seconds: 26 * HOUR });
  await standsAs(page, "unpaid", "starter");

  await page.goto("/stores");
  await expect(banner(page)).toContainText("Your plan is not paid and your stores are read-only");
  await expect(page.getByText("Read-only", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Create store" })).toBeDisabled();
  await expectAccessible(page);
  const read = async (path: string, seen: Locator) => {
    await page.goto(path);
    await expect(page.getByRole("note")).toContainText("The plan does not cover this store now");
    await expect(seen).toBeVisible();
    await expectAccessible(page);
  };
  await read(`/stores/${storeId}/products`, page.getByRole("link", { name: "Harbour mug" }));
  await expect(page.getByRole("link", { name: "Add product" })).toHaveCount(0);
  await read(`/stores/${storeId}/products/${mug.id}`, page.getByRole("heading", { name: "Harbour mug", level: 1 }));
  await expect(page.getByLabel("Title", { exact: true })).toBeDisabled();
  await read(`/stores/${storeId}/products/new`, page.getByRole("heading", { name: "You cannot add products here", level: 1 }));
  await read(`/stores/${storeId}/settings`, page.getByLabel("Store name"));
  await expect(page.getByLabel("Store name")).toBeDisabled();
  await expect(page.getByRole("button", { name: "Delete store" })).toBeEnabled();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 720 });

  // Another card pays what is due, and the store is open again.
  await banner(page).getByRole("button", { name: "Update card" }).click();
  await useOtherCard(page);
  await standsAs(page, "active", "starter");
  await page.goto(`/stores/${storeId}/settings`);
  await expect(page.getByLabel("Store name")).toBeEnabled();
  await expect(page.getByRole("note")).toBeHidden();

  // The first card begins no second trial with another account.
  const context = await browser.newContext();
  const other = await context.newPage();
  const another = newEmail("again");
  await register(other, another);
  await other.goto("/pricing");
  await other.getByRole("button", { name: "Start 14 days free Starter" }).click();
  await pay(other, "4000 0000 0000 0341", another);
  await expect(other.getByText("The trial could not begin")).toBeVisible();
  await expect(other.getByRole("heading", { name: "Your plan: Free" })).toBeVisible();
  await expectAccessible(other);
  await context.close();
});

test("plans fit a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await register(page, newEmail("plans-phone"));
  for (const path of ["/pricing", "/account/billing"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByText("Loading")).toBeHidden();
    await expectNoSidewaysScroll(page);
  }
});
