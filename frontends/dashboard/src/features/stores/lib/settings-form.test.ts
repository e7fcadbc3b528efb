import { expect, it } from "vitest";
import type { Store } from "@tradewind/api-client";
import { changesOf, checkSettings, fieldOf, valuesOf } from "./settings-form";

const store = {
  name: "Harbour",
  slug: "harbour",
  niche: "pets",
  description: "",
  currency: "USD",
  locale: "en-US",
  timezone: "UTC",
  contact_email: null,
  address: null,
} as Store;

const problems = (change: object) => {
  const found: string[] = [];
  checkSettings({ ...valuesOf(store), ...change }, (path) => found.push(path.join(".")));
  return found;
};

it("sends only what differs, and null for what was emptied", () => {
  const values = valuesOf(store);
  expect(changesOf(store, values)).toEqual({});
  expect(changesOf(store, { ...values, name: " Pier ", contactEmail: "a@b.example" })).toEqual({ name: "Pier", contact_email: "a@b.example" });
  const address = { name: "Harbour Ltd", line1: "1 Quay", line2: "", city: "Hull", state: "", postal_code: "", country: "GB" };
  expect(changesOf(store, { ...values, address })).toEqual({ address });
  const emptied = { ...address, name: "", line1: "", city: "", country: "" };
  expect(changesOf({ ...store, address, contact_email: "a@b.example" }, { ...values, address: emptied })).toEqual({
    contact_email: null,
    address: null,
  });
});

it("wants an address whole or not at all", () => {
  expect(problems({})).toEqual([]);
  expect(problems({ address: { ...valuesOf(store).address, line1: "1 Quay" } })).toEqual(["address.name", "address.city", "address.country"]);
  expect(problems({ contactEmail: "nobody", name: " ", slug: "A" })).toEqual(["name", "slug", "contactEmail"]);
  expect([fieldOf("contact_email"), fieldOf("address.city"), fieldOf("slug")]).toEqual(["contactEmail", "address.city", "slug"]);
});
