import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { Price } from "./price";

const shown = (amount: number, currency: string, locale: string) =>
  render(<Price price={{ amount, currency }} locale={locale} />).container.textContent?.replace(/[\u00a0\u202f]/g, " ");

it.each([
  [2999, "USD", "en-US", "$29.99"],
  [123_456, "EUR", "de-DE", "1.234,56 €"],
  [2980, "JPY", "ja-JP", "￥2,980"],
  [12_345, "KWD", "en-KW", "KWD 12.345"],
  [1000, "GBP", "en-GB", "£10.00"],
])("%i %s in %s", (amount, currency, locale, text) => expect(shown(amount, currency, locale)).toBe(text));

it("tells what it was before, to every reader", () => {
  const { container } = render(<Price price={{ amount: 800, currency: "USD" }} compareAt={{ amount: 1000, currency: "USD" }} locale="en-US" />);
  expect(container.textContent).toBe("Now$8.00Was$10.00");
  expect(container.querySelector("s")?.textContent).toBe("$10.00");
});

it("claims no reduction that is none", () => {
  for (const compareAt of [null, { amount: 800, currency: "USD" }, { amount: 700, currency: "USD" }, { amount: 900, currency: "EUR" }]) {
    const { container } = render(<Price price={{ amount: 800, currency: "USD" }} compareAt={compareAt} locale="en-US" />);
    expect(container.textContent).toBe("$8.00");
  }
});

it("says from where the variants differ", () => {
  expect(render(<Price price={{ amount: 800, currency: "USD" }} from locale="en-US" />).container.textContent).toBe("From $8.00");
});
