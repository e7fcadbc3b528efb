import { expect, type Page, test } from "@playwright/test";
import { call, createProduct, createStore, expectAccessible, expectNoSidewaysScroll, newEmail, picture, register } from "./support";

async function shop(page: Page, wares: { title: string; price?: number; tags?: string[] }[]) {
  await register(page, newEmail("catalog"));
  const storeId = await createStore(page, `Shelf ${Date.now()}`);
  for (const { title, price = 2_450, tags = [] } of wares) {
    await createProduct(page, storeId, title, { price: { amount: price, currency: "USD" }, tags });
  }
  return storeId;
}

const shown = (page: Page, text: string) => page.getByText(text, { exact: true }).locator("visible=true").first();
const box = (page: Page, title: string) => page.getByRole("checkbox", { name: `Select ${title}` }).locator("visible=true");

/** On phones the actions of the selection stand in one menu. */
async function bulk(page: Page, name: string, menu?: string) {
  const bar = page.getByRole("region", { name: "Change the selected products" });
  const folded = bar.getByRole("button", { name: "Actions" });
  if (await folded.isVisible()) {
    await folded.click();
    await page.getByRole("menuitem", { name: menu ?? name }).click();
    return;
  }
  await bar.getByRole("button", { name, exact: true }).click();
  if (menu) await page.getByRole("menuitem", { name: menu }).click();
}

test("prices of many products change at once, and back", async ({ page }) => {
  const storeId = await shop(page, [{ title: "Mug" }, { title: "Bowl", price: 3_000 }, { title: "Plate", price: 4_010 }]);
  await page.goto(`/stores/${storeId}/products`);
  await expect(shown(page, "Mug")).toBeVisible();
  await expectNoSidewaysScroll(page);
  // From the first to the last with shift: the whole page.
  await box(page, "Plate").click();
  await box(page, "Mug").click({ modifiers: ["Shift"] });
  await expect(page.getByText("3 selected")).toBeVisible();
  await expectAccessible(page);

  await bulk(page, "Change price");
  await page.getByLabel("Percent", { exact: true }).fill("10");
  await page.getByRole("checkbox", { name: "Round up to .99" }).click();
  await expect(page.getByText("Plate: $40.10 becomes $36.99.")).toBeVisible();
  await expect(page.getByText("2 more products change likewise.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Change prices" }).click();
  await expect(page.getByText("Price changed of 3 products")).toBeVisible();
  for (const price of ["$22.99", "$27.99", "$36.99"]) await expect(shown(page, price)).toBeVisible();

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("3 products as before")).toBeVisible();
  for (const price of ["$24.50", "$30.00", "$40.10"]) await expect(shown(page, price)).toBeVisible();
});

test("tags are put on many products, found again, and kept as a view", async ({ page }) => {
  const storeId = await shop(page, [{ title: "Mug", tags: ["kitchen"] }, { title: "Bowl" }, { title: "Lamp" }]);
  await page.goto(`/stores/${storeId}/products`);
  await box(page, "Mug").click();
  await box(page, "Bowl").focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("2 selected")).toBeVisible();
  await bulk(page, "Tags");
  const field = page.getByRole("combobox", { name: "Tags" });
  await field.fill("table");
  await field.press("Enter");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add tags" }).click();
  await expect(page.getByText("Tags added to 2 products")).toBeVisible();

  // Filters read the shelf's index, which is written anew a moment after a change.
  await expect(async () => {
    await page.goto(`/stores/${storeId}/products?tag=table`);
    await expect(shown(page, "Bowl")).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await expect(shown(page, "Lamp")).toBeHidden();
  await page.getByRole("button", { name: "Save view" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Tableware");
  await page.getByRole("dialog").getByRole("button", { name: "Save view" }).click();
  await page.getByRole("button", { name: "All", exact: true }).click();
  await expect(shown(page, "Lamp")).toBeVisible();
  await page.getByRole("button", { name: "Tableware", exact: true }).click();
  await expect(shown(page, "Lamp")).toBeHidden();
  await expect(page).toHaveURL(/tag=table/);
  await page.reload();
  await expect(page.getByRole("button", { name: "Tableware", exact: true })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Delete the view Tableware" }).click();
  await expect(page.getByRole("button", { name: "Tableware", exact: true })).toBeHidden();
});

test("products that cannot change are named with the reason", async ({ page }) => {
  const storeId = await shop(page, [{ title: "Mug", price: 2_000 }, { title: "Sticker", price: 100 }]);
  await page.goto(`/stores/${storeId}/products`);
  await page.getByRole("checkbox", { name: "Select all products on this page" }).locator("visible=true").click();
  await bulk(page, "Change price");
  await page.getByLabel("Unit").selectOption("amount");
  await page.getByLabel("Amount", { exact: true }).fill("5");
  await expect(page.getByText("1 product would fall to zero or below and stays as it is.")).toBeVisible();
  await page.getByRole("button", { name: "Change prices" }).click();
  const dialog = page.getByRole("dialog", { name: "1 product was left as it is" });
  await expect(dialog.getByText("Sticker")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Close" }).first().click();
  await expect(shown(page, "$15.00")).toBeVisible();
  await expect(shown(page, "$1.00")).toBeVisible();
});

test("many products are archived and brought back", async ({ page }) => {
  const storeId = await shop(page, [{ title: "Mug" }, { title: "Bowl" }]);
  await page.goto(`/stores/${storeId}/products`);
  await box(page, "Mug").click();
  await bulk(page, "Status", "Archive");
  await expect(page.getByText("1 product archived")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("1 product as before")).toBeVisible();
  await page.goto(`/stores/${storeId}/products?status=active`);
  await expect(shown(page, "Mug")).toBeVisible();
});

test("a product is duplicated, and its old address is spoken of", async ({ page }) => {
  const storeId = await shop(page, [{ title: "Mug" }]);
  await page.goto(`/stores/${storeId}/products`);
  await page.getByRole("link", { name: "Mug" }).locator("visible=true").click();
  await expect(page.getByText("Allowed, and worth a look")).toBeVisible();
  await page.getByLabel("Address").fill("mug-two");
  await expect(page.getByText("The old address /products/mug will redirect to the new one.")).toBeVisible();
  await page.getByRole("combobox", { name: "Tags" }).fill("kitchen,");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Changes saved")).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Mug");
  await expect(page.getByLabel("Status", { exact: true })).toHaveValue("draft");
});

test("a collection by rules is previewed and then public", async ({ page }) => {
  const storeId = await shop(page, [{ title: "Mug", tags: ["kitchen"] }, { title: "Bowl", tags: ["kitchen"], price: 9_000 }, { title: "Lamp" }]);
  await page.goto(`/stores/${storeId}/collections`);
  await expect(page.getByText("No collections yet")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Create collection" }).click();
  await page.getByLabel("Title", { exact: true }).fill("Kitchen under 50");
  await page.getByRole("radio", { name: "By rules" }).click();
  await expect(page.getByText("Complete the rules to see which products fit.")).toBeVisible();
  await page.getByLabel("Tag of rule 1").fill("kitchen");
  await expect(page.getByText("2 products fit")).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: "Add rule" }).click();
  await page.getByLabel("What rule 2 looks at").selectOption("price");
  await page.getByLabel("Highest price of rule 2").fill("50");
  await expect(page.getByText("1 product fits")).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Save collection" }).click();
  await expect(page.getByRole("heading", { name: "Kitchen under 50", level: 1 })).toBeVisible();
  await expectAccessible(page);

  const { slug } = await call<{ slug: string }>(page, "GET", `/stores/${storeId}`);
  const listed = async () => {
    const answer = await page.request.get(`/api/v1/public/stores/${slug}/collections/kitchen-under-50`);
    return answer.ok() ? JSON.stringify(await answer.json()) : "";
  };
  await expect.poll(listed, { timeout: 30_000 }).toContain("Mug");
  expect(await listed()).not.toContain("Bowl");

  await page.goto(`/stores/${storeId}/collections`);
  await page.getByRole("button", { name: "Actions for Kitchen under 50" }).locator("visible=true").click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Kitchen under 50 is back")).toBeVisible();
  await expectAccessible(page);
});

test("a collection is filled and ordered by hand", async ({ page, context }) => {
  const storeId = await shop(page, [{ title: "Mug" }, { title: "Bowl" }, { title: "Lamp" }]);
  await page.goto(`/stores/${storeId}/collections/new`);
  await page.getByLabel("Title", { exact: true }).fill("Favourites");
  await page.getByRole("button", { name: "Add products" }).click();
  await page.getByRole("checkbox", { name: /Mug/ }).click();
  await page.getByRole("checkbox", { name: /Lamp/ }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add 2 products" }).click();
  const rows = page.getByRole("list", { name: "Products in this collection, in order" }).getByRole("listitem");
  await expect(rows).toContainText(["Mug", "Lamp"]);
  await page.getByRole("button", { name: /^Move Lamp/ }).focus();
  await page.keyboard.press("ArrowUp");
  await expect(rows).toContainText(["Lamp", "Mug"]);
  await page.getByRole("button", { name: "Save collection" }).click();
  await expect(page.getByRole("heading", { name: "Favourites", level: 1 })).toBeVisible();
  await expect(rows).toContainText(["Lamp", "Mug"]);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByLabel("Title", { exact: true }).fill("Best of all");
  await other.getByRole("button", { name: "Save changes" }).click();
  await expect(other.getByText("Changes saved")).toBeVisible();
  // By the handle, with the mouse.
  const handle = (await page.getByRole("button", { name: /^Move Mug/ }).boundingBox())!;
  await page.mouse.move(handle.x + 8, handle.y + 8);
  await page.mouse.down();
  await page.mouse.move(handle.x + 8, handle.y - 50, { steps: 8 });
  await page.mouse.up();
  await expect(rows).toContainText(["Mug", "Lamp"]);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("This collection changed in the meantime")).toBeVisible();
  await page.getByRole("button", { name: "Load the newer version" }).click();
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue("Best of all");
  await expect(rows).toContainText(["Lamp", "Mug"]);
});

test("a collection gets an image, and loses it again", async ({ page }) => {
  const storeId = await shop(page, []);
  await page.goto(`/stores/${storeId}/collections/new`);
  await page.getByLabel("Title", { exact: true }).fill("Tableware");
  const file = page.getByLabel("Image of the collection");
  await file.setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
  await expect(page.getByText("notes.txt is not a JPEG, PNG, WebP or AVIF image.")).toBeVisible();
  await file.setInputFiles({ name: "table.png", mimeType: "image/png", buffer: await picture(page, "#4a6") });
  const shownImage = page.getByRole("img", { name: "Image of this collection" });
  await expect(shownImage).toHaveAttribute("src", /\.webp$/, { timeout: 20_000 });
  await page.getByRole("button", { name: "Save collection" }).click();
  await expect(page.getByRole("heading", { name: "Tableware", level: 1 })).toBeVisible();
  await page.reload();
  await expect(shownImage).toHaveAttribute("src", /\.webp$/);
  await page.getByRole("region", { name: "Image" }).getByRole("button", { name: "Remove" }).click();
  await expect(shownImage).toBeHidden();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Changes saved")).toBeVisible();
});
