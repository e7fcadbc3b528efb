import { expect, it } from "vitest";
import { type StoreFacts, stepsOf } from "./steps";

const branding = { preset: null, accent: null, background: null, fonts: null, radius: null, logo_image_id: null, look: { preset: "quiet" } };
const fresh = {
  store: { branding },
  products: 0,
  published: 0,
  orders: 0,
  payments: { can_sell: true, test_only: true },
  shipping: { zones: [] },
  taxes: { version: 0 },
  pages: [{ published: false }],
} as unknown as StoreFacts;

const done = (facts: object) =>
  stepsOf({ ...fresh, ...facts })
    .filter((step) => step.done)
    .map((step) => step.name);

it("recognises each step by what the API holds", () => {
  expect(done({})).toEqual([]);
  expect(done({ products: 1 })).toEqual(["product"]);
  expect(done({ published: 1 })).toEqual(["product", "publish"]);
  expect(done({ payments: { can_sell: true, test_only: false } })).toEqual(["payments"]);
  expect(done({ shipping: { zones: [{}] }, taxes: { version: 1 } })).toEqual(["shipping", "taxes"]);
  expect(done({ store: { branding: { ...branding, accent: "#123456" } } })).toEqual(["branding"]);
  expect(done({ pages: [{ published: true }], orders: 1 })).toEqual(["policies", "order"]);
});
