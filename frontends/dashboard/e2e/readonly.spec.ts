import { type Browser, expect, type Page, test } from "@playwright/test";
import { addresses, filled } from "./addresses";
import { linkFromMail } from "./mailbox";
import { buy, call, createProduct, createStore, expectAccessible, newEmail, register, type Ware } from "./support";

/** What only looks: in the frame around every page, and on the pages themselves. */
const LOOKING = [
  /\bSwitch store: /,
  /^Search( Ctrl K| ⌘ K)?$/,
  /^Theme$/,
  /^Account: viewer-/,
  /^(Previous|Next|Show more|Try again|Close|Clear search|Clear filters|Filters|Save view)$/,
  /^(Copy|Download) /,
  /^(Actions for .*|More actions|More)$/,
  /^(All|Active|Drafts?|Archived|Out of stock)$/,
  /^(Needs you|To ship|Partly sent|On the way)$/,
  /^(Proposed|Watchlist|Importing|Imported|Dismissed)$/,
  /^(Open|Delivered|Failed|Cancelled)$/,
  /^(Status|Stock|Collection|Tag|Sort|Sort by)$/,
  /^Search (products|collections|orders|candidates)$/,
  /^(Details of .*|SALE10)$/,
  /^Address$/,
  /^Preview( again)?$/,
  /^Leave store$/,
  // Of the notice about the viewer's own account.
  /^(Send again|Later)$/,
];
/** In a form there is nothing to do for somebody who only looks but to leave it. */
const IN_A_FORM = [/^Close$/];

/** What the menus of a page may hold. */
const MENU = [/^Open$/, /^View on storefront$/, /^Copy/, /^Download|invoice|packing slip/i, /^Earlier imports$/];

interface Control {
  name: string;
  inForm: boolean;
  html: string;
}

/** Every control of the page that is seen and takes input, by its name. */
function controls(page: Page): Promise<Control[]> {
  return page.evaluate(() => {
    const nameOf = (element: Element): string => {
      const labels = (element as HTMLInputElement).labels;
      const named = element.getAttribute("aria-labelledby")?.split(" ").map((id) => document.getElementById(id)?.innerText ?? "");
      const text = element.getAttribute("aria-label") ?? named?.join(" ") ?? (labels?.length ? labels[0]!.innerText : null);
      return (text ?? (element as HTMLElement).innerText ?? "").replace(/\s+/g, " ").trim();
    };
    const selector = "button, input, select, textarea, [contenteditable=true], [draggable=true]";
    return [...document.querySelectorAll<HTMLElement>(selector)]
      .filter((element) => !element.matches(":disabled, [aria-hidden=true] *, [aria-hidden=true]"))
      .filter((element) => element.checkVisibility() && element.getClientRects().length > 0)
      .map((element) => ({ name: nameOf(element), inForm: element.closest("form") !== null, html: element.outerHTML.slice(0, 160) }));
  });
}

/** The names in the menus of the page itself, not of the frame around it. */
async function menuItems(page: Page): Promise<string[]> {
  const names: string[] = [];
  const triggers = page.getByRole("main").locator('[aria-haspopup="menu"]:not(:disabled):visible');
  for (let index = 0; index < (await triggers.count()); index += 1) {
    await triggers.nth(index).click();
    await expect(page.getByRole("menu")).toBeVisible();
    names.push(...(await page.getByRole("menuitem").allInnerTexts()));
    await page.keyboard.press("Escape");
    await expect(page.getByRole("menu")).toHaveCount(0);
  }
  return names;
}

const unlike = (allowed: readonly RegExp[], name: string) => !allowed.some((pattern) => pattern.test(name));

/** @returns the names of what the page offers. */
async function expectOnlyLooking(page: Page, address: string): Promise<string[]> {
  await page.goto(address);
  // Also behind a form that the address opens.
  await expect(page.locator("h1")).toBeVisible();
  await expect(page.locator("aside button").filter({ hasText: "Switch store:" })).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await expect(page.locator("[data-slot=skeleton]")).toHaveCount(0);
  const offered = await controls(page);
  const refused = offered.filter(({ name, inForm }) => unlike(inForm ? IN_A_FORM : LOOKING, name));
  expect.soft(refused, address).toEqual([]);
  expect.soft((await menuItems(page)).filter((name) => unlike(MENU, name)), address).toEqual([]);
  const creating = page.getByRole("main").locator('a[href$="/new"], a[href*="edit=new"]');
  expect.soft(await creating.count(), `links of ${address} to what is made`).toBe(0);
  return offered.map(({ name }) => name);
}

/** Calls of the page that would change something; working something out on demand, and staying signed in, do not. */
function watchWrites(page: Page): string[] {
  const writes: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() === "GET" || /\/preview$|\/auth\/refresh$/.test(pathname)) return;
    writes.push(`${request.method()} ${pathname}`);
  });
  return writes;
}

/** Runs research and takes its two best finds in. @returns their products. */
async function importTwo(page: Page, storeId: string): Promise<[string, string]> {
  await page.goto(`/stores/${storeId}/research`);
  await expect(page.getByText("It has not run yet")).toBeVisible();
  await page.getByRole("button", { name: "Run now" }).click();
  const found = page.getByRole("list", { name: "Proposed products" }).getByRole("listitem");
  await expect(found.nth(3)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("progressbar", { name: "Progress of the research" })).toBeHidden({ timeout: 60_000 });
  for (const index of [0, 1]) await found.nth(index).getByRole("checkbox").click();
  await page.getByRole("button", { name: "Import 2 products" }).click();
  await expect(page.getByText("2 imports started")).toBeVisible();
  await found.nth(3).getByRole("button", { name: /^Dismiss/ }).click();
  await expect(page.getByText("It stays away when it is found again.")).toBeVisible();
  let products: string[] = [];
  await expect
    .poll(
      async () => {
        const { items } = await call<{ items: { status: string; product_id: string | null }[] }>(page, "GET", `/stores/${storeId}/products/imports`);
        products = items.flatMap(({ status, product_id }) => (status === "done" && product_id ? [product_id] : []));
        return products.length;
      },
      { timeout: 60_000 },
    )
    .toBe(2);
  return [products[0]!, products[1]!];
}

/** Puts an imported product on sale, whatever its texts claim. */
async function publish(page: Page, storeId: string, productId: string): Promise<Ware> {
  const root = `/stores/${storeId}/products/${productId}`;
  const { fields } = await call<{ fields: { claims: { id: string; approved: boolean }[] }[] }>(page, "GET", `${root}/source`);
  for (const claim of fields.flatMap(({ claims }) => claims)) {
    if (!claim.approved) await call(page, "POST", `${root}/claims/${claim.id}/approve`);
  }
  const { version } = await call<{ version: number }>(page, "GET", root);
  return call<Ware>(page, "PATCH", root, { status: "active", version });
}

/** A store with something of everything. @returns the ids that stand in addresses, and further addresses. */
async function fillStore(page: Page, storeId: string): Promise<{ known: Record<string, string>; further: string[] }> {
  const root = `/stores/${storeId}`;
  const mug = await createProduct(page, storeId, "Harbour mug", { tags: ["blue"] });
  const [draft, sold] = await importTwo(page, storeId);
  const orderId = await buy(page, storeId, { items: [{ ware: mug, quantity: 2 }, { ware: await publish(page, storeId, sold), quantity: 1 }] });
  const { lines } = await call<{ lines: { variant_id: string }[] }>(page, "GET", `${root}/orders/${orderId}`);
  const shipped = await page.request.post(`/api/v1${root}/orders/${orderId}/fulfillments`, {
    data: { lines: [{ variant_id: lines[0]!.variant_id, quantity: 1 }], notify: false },
    headers: { "x-tradewind-session": "cookie", "Idempotency-Key": `${Date.now()}-shipment` },
  });
  expect(shipped.ok(), await shipped.text()).toBe(true);
  const manual = { title: "Tableware", kind: "manual", product_ids: [mug.id, sold] };
  const collection = await call<{ id: string }>(page, "POST", `${root}/collections`, manual);
  const ruled = { title: "Blue", kind: "rules", match: "all", rules: [{ field: "tag", value: "blue" }] };
  const rules = await call<{ id: string }>(page, "POST", `${root}/collections`, ruled);
  await call(page, "POST", `${root}/discounts`, { code: "SALE10", kind: "percent", basis_points: 1_000 });
  await call(page, "PUT", `${root}/pages/returns`, { title: "Returns", body: "Within 30 days.", published: true, version: 0 });
  const sheet = await call<{ id: string }>(page, "POST", `${root}/imports`, { filename: "sheet.csv", size: 100, mode: "create" });
  return {
    known: { storeId, orderId, productId: draft, collectionId: collection.id, importId: sheet.id },
    further: [
      `${root}/products/${mug.id}`,
      `${root}/collections/${rules.id}`,
      `${root}/discounts?edit=SALE10`,
      `${root}/discounts?edit=new`,
      `${root}/research?status=dismissed`,
      `${root}/research?status=imported`,
      `${root}/settings/policies?page=shipping`,
    ],
  };
}

async function joinAsViewer(page: Page, browser: Browser, storeId: string, storeName: string): Promise<{ viewer: Page; email: string }> {
  const email = newEmail("viewer");
  await call(page, "POST", `/stores/${storeId}/team/invitations`, { email, role: "viewer" });
  const context = await browser.newContext();
  const viewer = await context.newPage();
  await register(viewer, email);
  await viewer.goto(await linkFromMail(email, "/join"));
  await viewer.getByRole("button", { name: `Join ${storeName}` }).click();
  await expect(viewer.getByRole("heading", { name: storeName, level: 1 })).toBeVisible();
  return { viewer, email };
}

test("a viewer reads every page of a store and is offered nothing that would be refused", async ({ page, browser }) => {
  test.setTimeout(300_000);
  await register(page, newEmail("owner"));
  const name = `Readable ${Date.now()}`;
  const storeId = await createStore(page, name);
  const { known, further } = await fillStore(page, storeId);
  const { viewer } = await joinAsViewer(page, browser, storeId, name);

  const writes = watchWrites(viewer);
  const pages = addresses().filter((address) => address.startsWith("/stores/[storeId]"));
  expect(pages.length).toBeGreaterThan(25);
  const offered = new Set<string>();
  for (const address of [...pages.map((one) => filled(one, known)), ...further].sort()) {
    await test.step(address, async () => (await expectOnlyLooking(viewer, address)).forEach((name) => offered.add(name)));
  }
  expect(writes).toEqual([]);
  // The pages were not just empty: rows of products, finds, codes and purchase orders were there to be looked at.
  expect([...offered]).toEqual(expect.arrayContaining(["Actions for Harbour mug", expect.stringMatching(/^Details of /), "SALE10", "Address"]));

  await viewer.goto(`/stores/${storeId}/products/new`);
  await expect(viewer.getByRole("heading", { name: "You cannot add products here", level: 1 })).toBeVisible();
  await expectAccessible(viewer);
  await viewer.getByRole("link", { name: "Go to products" }).click();
  await expect(viewer.getByRole("link", { name: "Harbour mug" })).toBeVisible();

  await viewer.keyboard.press("ControlOrMeta+k");
  await viewer.getByRole("combobox", { name: "Search or jump to" }).fill("prod");
  await expect(viewer.getByRole("option", { name: "Products", exact: true })).toBeVisible();
  await expect(viewer.getByRole("option", { name: /^(Add|Import)/ })).toHaveCount(0);
  await viewer.context().close();
});

test("a manager works in a store and does not see what is its owner's", async ({ page, browser }) => {
  await register(page, newEmail("owner"));
  const name = `Managed ${Date.now()}`;
  const storeId = await createStore(page, name);
  const { viewer: manager, email } = await joinAsViewer(page, browser, storeId, name);
  await page.goto(`/stores/${storeId}/settings/team`);
  await page.getByLabel(`Role of ${email}`).selectOption("manager");
  await expect(page.getByText(`${email} is now manager`)).toBeVisible();

  await manager.goto(`/stores/${storeId}/settings`);
  await expect(manager.getByRole("button", { name: "Pause store" })).toBeEnabled();
  await expect(manager.getByLabel("Store name")).toBeEnabled();
  await expect(manager.getByRole("button", { name: "Delete store" })).toHaveCount(0);
  await manager.goto(`/stores/${storeId}/settings/payments`);
  await expect(manager.getByRole("heading", { name: "Payments", level: 1 })).toBeVisible();
  await expect(manager.locator("[aria-busy=true]")).toHaveCount(0);
  await expect(manager.getByRole("button", { name: /Stripe/ })).toHaveCount(0);
  await page.goto(`/stores/${storeId}/settings/payments`);
  await expect(page.getByRole("button", { name: /Stripe/ }).first()).toBeVisible();
  await manager.context().close();
});
