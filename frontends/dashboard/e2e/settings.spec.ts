import { expect, type Page, test } from "@playwright/test";
import { call, createStore, expectAccessible, expectNoSidewaysScroll, newEmail, picture, register } from "./support";

async function openSettings(page: Page, section: string): Promise<string> {
  await register(page, newEmail("settings"));
  const storeId = await createStore(page, `Settings ${Date.now()}`);
  await page.goto(`/stores/${storeId}/settings/${section}`);
  return storeId;
}

test("shipping starts with one rate and grows to zones", async ({ page }) => {
  const storeId = await openSettings(page, "shipping");
  await expect(page.getByText("You ship everywhere for free")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Start with one domestic rate" }).click();
  await expect(page.getByLabel("Price", { exact: true })).toHaveValue("5.00");
  await page.getByLabel("Free over").fill("60");
  await page.getByRole("button", { name: "Save shipping" }).click();
  await expect(page.getByText("Shipping saved")).toBeVisible();

  await page.getByRole("button", { name: "Add zone" }).click();
  const zone = page.getByRole("region", { name: "Zone 2" });
  await zone.getByRole("button", { name: "Countries" }).click();
  await page.getByRole("combobox", { name: "Search countries" }).fill("united st");
  await expect(page.getByRole("option", { name: "United States in United States" })).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("combobox", { name: "Search countries" }).fill("germ");
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "Search countries" }).fill("AT");
  await page.getByRole("option", { name: "Austria" }).click();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(zone.getByText("Austria")).toBeVisible();
  await page.getByRole("button", { name: "Save shipping" }).click();
  await expect(page.getByText("Give the zone a name.")).toBeVisible();
  await zone.getByLabel("Name").fill("Europe");
  const europe = page.getByRole("region", { name: "Europe" });
  await europe.getByLabel("Rate", { exact: true }).fill("Parcel");
  await europe.getByLabel("Price", { exact: true }).fill("9.50");
  await europe.getByLabel("Days from").fill("9");
  await europe.getByLabel("Days to").fill("7");
  await page.getByRole("button", { name: "Save shipping" }).click();
  await expect(page.getByText("The longest time is shorter than the shortest.")).toBeVisible();
  await europe.getByLabel("Days to").fill("12");
  await page.getByRole("button", { name: "Save shipping" }).click();
  await expect(page.getByText("Shipping saved").first()).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);

  interface Saved {
    zones: { name: string; countries: string[]; rates: { price: { amount: number }; max_days: number }[] }[];
    version: number;
  }
  const saved = await call<Saved>(page, "GET", `/stores/${storeId}/shipping`);
  expect(saved.zones[1]).toMatchObject({ name: "Europe", countries: ["DE", "AT"], rates: [{ price: { amount: 950 }, max_days: 12 }] });

  await call(page, "PUT", `/stores/${storeId}/shipping`, { zones: [saved.zones[0]], version: saved.version });
  await europe.getByLabel("Price", { exact: true }).fill("11");
  await page.getByRole("button", { name: "Save shipping" }).click();
  await expect(page.getByText("The shipping settings changed in the meantime")).toBeVisible();
  await page.getByRole("button", { name: "Load the newer version" }).click();
  await expect(europe).toHaveCount(0);
});

test("taxes by own rates, with the European ones as a start", async ({ page }) => {
  const storeId = await openSettings(page, "taxes");
  await page.getByRole("radio", { name: "My own rates" }).click();
  await page.getByLabel("Prices include tax").click();
  await page.getByLabel("Country", { exact: true }).selectOption({ label: "Norway" });
  await page.getByRole("button", { name: "Add rate" }).click();
  const norway = page.getByRole("listitem", { name: "Norway" });
  await norway.getByLabel("Name").fill("MVA");
  await norway.getByLabel("Percent").fill("25");
  await page.getByRole("button", { name: "Add EU standard rates" }).click();
  await expect(page.getByText(/Check every rate before you sell/)).toBeVisible();
  const germany = page.getByRole("listitem", { name: "Germany" });
  await expect(germany.getByLabel("Percent")).toHaveValue("19");
  await germany.getByLabel("Percent").fill("101");
  await page.getByRole("button", { name: "Save taxes" }).click();
  await expect(page.getByText("Enter a percentage from 0 to 100.")).toBeVisible();
  await germany.getByLabel("Percent").fill("19");
  await page.getByRole("button", { name: "Save taxes" }).click();
  await expect(page.getByText("Taxes saved")).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  const saved = await call<{ mode: string; rates: unknown[]; prices_include_tax: boolean }>(page, "GET", `/stores/${storeId}/taxes`);
  expect([saved.mode, saved.rates.length, saved.prices_include_tax]).toEqual(["manual", 28, true]);
});

test("the checkout's policy and the words of the marketing tick", async ({ page }) => {
  const storeId = await openSettings(page, "checkout");
  await page.getByRole("radio", { name: "Refund it at once" }).click();
  await page.getByRole("button", { name: "Use a suggestion" }).click();
  await expect(page.getByText("What shoppers see")).toBeVisible();
  await page.getByRole("button", { name: "Save checkout" }).click();
  await expect(page.getByText("Checkout saved")).toBeVisible();
  await expectAccessible(page);
  const saved = await call<{ impossible_orders: string; consent_text: string }>(page, "GET", `/stores/${storeId}/checkout-policy`);
  expect(saved.impossible_orders).toBe("refund");
  expect(saved.consent_text).toContain("unsubscribe");
});

test("payments are connected on Stripe's page and back", async ({ page }) => {
  await openSettings(page, "payments");
  await expect(page.getByRole("heading", { name: "Test payments only" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Connect Stripe" }).click();
  await page.getByRole("button", { name: /document missing/ }).click();
  await expect(page.getByRole("heading", { name: "Payments", level: 1 })).toBeVisible();
  await expect(page.getByText("Stripe still needs")).toBeVisible();
  await expect(page).toHaveURL(/payments$/);
  await expectAccessible(page);
  await page.getByRole("button", { name: /Continue at Stripe|Solve at Stripe/ }).click();
  await page.getByRole("button", { name: "Give everything and finish" }).click();
  await expect(page.getByRole("heading", { name: "Ready to sell" })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByText("The state is up to date")).toBeVisible();
  await page.getByRole("button", { name: "Open Stripe dashboard" }).click();
  await expect(page).not.toHaveURL(/settings/);
});

test("branding is previewed, refused when it cannot be read, and saved", async ({ page }) => {
  const storeId = await openSettings(page, "branding");
  const preview = page.getByRole("figure", { name: "Preview" });
  const button = preview.locator("[data-part=button]");
  await expect(button).toHaveCSS("background-color", "rgb(143, 63, 34)");
  await expectAccessible(page);
  await page.getByRole("radio", { name: "Bold" }).click();
  await expect(button).toHaveCSS("background-color", "rgb(51, 32, 224)");
  await page.getByLabel("Accent colour", { exact: true }).fill("#ffcc00");
  await expect(page.getByText(/Too pale to read/)).toBeVisible();
  await page.getByRole("button", { name: /^Use #/ }).click();
  await expect(page.getByText(/Too pale to read/)).toHaveCount(0);
  await page.getByRole("radiogroup", { name: "Corners" }).getByText("Square").click();
  await expect(button).toHaveCSS("border-radius", "4px");
  await page.getByLabel("Text", { exact: true }).fill("Free shipping this week");
  await page.getByLabel("Show it").click();
  await expect(preview.getByText("Free shipping this week")).toBeVisible();
  await page.getByLabel("Logo file").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: await picture(page, "#0f766e") });
  await expect(preview.getByRole("img", { name: "The logo of this store" })).toBeVisible();
  await expect(page.getByText("Preparing sizes")).toBeHidden({ timeout: 20_000 });
  await page.getByRole("button", { name: "Save branding" }).click();
  await expect(page.getByText("Branding saved")).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);

  interface Saved {
    branding: { preset: string; accent: string; radius: string; fonts: string | null; logo_image_id: string | null };
    announcement: { text: string; active: boolean };
  }
  const saved = await call<Saved>(page, "GET", `/stores/${storeId}`);
  expect(saved.branding).toMatchObject({ preset: "bold", radius: "sharp", fonts: null });
  expect(saved.branding.logo_image_id).toBeTruthy();
  expect(saved.announcement).toMatchObject({ text: "Free shipping this week", active: true });
  await page.reload();
  await expect(preview.getByRole("img", { name: "The logo of this store" })).toBeVisible();
});

test("a policy is written from a template, published and found in the shop", async ({ page }) => {
  const storeId = await openSettings(page, "policies");
  await expect(page.getByText("What you write appears here.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Start from a template" }).click();
  await expect(page.getByText(/in square brackets/)).toBeVisible();
  await expect(page.getByRole("article", { name: "Preview" }).getByRole("heading", { name: "How to return an item" })).toBeVisible();
  await page.getByLabel("Text", { exact: true }).fill("Send it back within 30 days.\n\n## How\n- Write to us\n- Send it");
  await page.getByRole("switch", { name: "Published" }).click();
  await page.getByRole("link", { name: "Terms" }).click();
  await expect(page.getByText("Leave without saving?")).toBeVisible();
  await page.getByRole("button", { name: "Keep editing" }).click();
  await page.getByRole("button", { name: "Save page" }).click();
  await expect(page.getByText("Page published")).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  const { slug } = await call<{ slug: string }>(page, "GET", `/stores/${storeId}`);
  await expect
    .poll(async () => (await page.request.get(`/api/v1/public/stores/${slug}/pages/returns`)).status(), { timeout: 20_000 })
    .toBe(200);

  await page.getByRole("link", { name: "Terms" }).click();
  await expect(page).toHaveURL(/page=terms/);
  await page.getByRole("switch", { name: "Published" }).click();
  await page.getByRole("button", { name: "Save page" }).click();
  await expect(page.getByText("Write the page before you publish it.")).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("link", { name: /^Returns/ }).click();
  await page.getByRole("button", { name: "Delete page" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete page" }).click();
  await expect(page.getByText("The page Returns was deleted")).toBeVisible();
  await expect(page.getByLabel("Text", { exact: true })).toHaveValue("");
});

test("contact and address, and the steps that are left", async ({ page }) => {
  const storeId = await openSettings(page, "");
  await page.getByLabel("Contact email").fill("hello@harbour.example");
  await page.getByLabel("Business name").fill("Harbour Ltd");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText(/Needed for a full address/).first()).toBeVisible();
  await page.getByLabel("Street and number").fill("1 Quay");
  await page.getByLabel("City").fill("Hull");
  await page.getByLabel("Country").selectOption({ label: "United Kingdom" });
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("Settings saved")).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/stores/${storeId}`);
  await expect(page.getByText("0 of 8 done")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Decide on taxes" }).click();
  await page.getByRole("radio", { name: "Stripe Tax" }).click();
  await page.getByRole("button", { name: "Save taxes" }).click();
  await expect(page.getByText("Taxes saved")).toBeVisible();
  await page.goto(`/stores/${storeId}`);
  await expect(page.getByText("1 of 8 done")).toBeVisible();
  await page.getByRole("button", { name: "Hide" }).click();
  await expect(page.getByText("Next steps")).toHaveCount(0);
  await page.reload();
  await expect(page.getByText("Recent orders")).toBeVisible();
  await expect(page.getByText("Next steps")).toHaveCount(0);
});
