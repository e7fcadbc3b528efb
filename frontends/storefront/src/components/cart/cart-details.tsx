"use client";

import { useId, useMemo } from "react";
import type { Quote } from "@tradewind/api-client";
import { formatMoney } from "@tradewind/ui/lib/money";
import { useShop } from "@/components/shop";
import { ELSEWHERE } from "@/lib/cart/choices";
import { missingForFreeShipping } from "@/lib/cart/pricing";
import { countryChoices, countryName } from "@/lib/countries";
import { messages } from "@/lib/messages";
import { useCart } from "./cart-provider";
import { DiscountCode } from "./discount-code";

const text = messages.cart;

const SELECT = "mt-1.5 h-11 w-full rounded-control border border-control bg-surface px-3 text-base sm:text-sm";

/** Where the cart goes, how, and with which code. */
export function CartDetails() {
  const { pricing } = useCart();
  const { quote } = pricing;
  if (!quote) return null;
  return (
    <>
      <Country quote={quote} />
      {quote.taxed_states.length > 0 && <State quote={quote} />}
      {quote.shipping_options.length > 0 && <ShippingOptions quote={quote} />}
      <DiscountCode quote={quote} />
    </>
  );
}

function Country({ quote }: { quote: Quote }) {
  const { locale } = useShop();
  const { choices, choose, problems } = useCart();
  const id = useId();
  const assumed = choices.country || quote.country || "";
  const offered = quote.ships_to;
  const countries = useMemo(() => {
    const listed = countryChoices(offered, locale);
    const known = assumed === "" || listed.some(({ code }) => code === assumed);
    return known ? listed : [{ code: assumed, name: countryName(assumed, locale) }, ...listed];
  }, [offered, locale, assumed]);
  const refused = problems.whole.some(({ code }) => code === "not_shipped_there");
  return (
    <div>
      <label htmlFor={id} className="text-sm font-medium">
        {text.country}
      </label>
      <select
        id={id}
        value={assumed}
        autoComplete="shipping country"
        aria-invalid={refused || undefined}
        aria-describedby={refused ? `${id}-problem` : undefined}
        onChange={(event) => choose({ country: event.currentTarget.value, state: "", rateId: "" })}
        className={SELECT}
      >
        {assumed === "" && <option value="">{text.anyCountry}</option>}
        {countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
      {refused && (
        <p id={`${id}-problem`} role="alert" className="mt-1.5 text-sm font-medium text-danger">
          {messages.problem.not_shipped_there(countryName(assumed, locale))}
        </p>
      )}
    </div>
  );
}

/** Asked only where tax depends on it. */
function State({ quote }: { quote: Quote }) {
  const { choices, choose, problems } = useCart();
  const id = useId();
  const states = quote.taxed_states;
  const chosen = states.includes(choices.state) ? choices.state : choices.state && ELSEWHERE;
  const missing = problems.whole.some(({ code }) => code === "state_required");
  return (
    <div>
      <label htmlFor={id} className="text-sm font-medium">
        {text.state}
      </label>
      <select
        id={id}
        value={chosen}
        autoComplete="shipping address-level1"
        aria-required
        aria-describedby={missing ? `${id}-problem` : undefined}
        // The state belongs to a country: with it, the assumed one is settled too.
        onChange={(event) => choose({ state: event.currentTarget.value, country: choices.country || quote.country || "" })}
        className={SELECT}
      >
        {chosen === "" && <option value="">{text.anyState}</option>}
        {states.map((state) => (
          <option key={state} value={state}>
            {state}
          </option>
        ))}
        <option value={ELSEWHERE}>{text.otherState}</option>
      </select>
      {missing && (
        <p id={`${id}-problem`} className="mt-1.5 text-sm text-muted">
          {messages.problem.state_required}
        </p>
      )}
    </div>
  );
}

function ShippingOptions({ quote }: { quote: Quote }) {
  const { locale } = useShop();
  const { choose, choices } = useCart();
  const name = useId();
  const missing = missingForFreeShipping(quote);
  // The click is seen at once; what it costs follows with the next quote.
  const picked = quote.shipping_options.find(({ id }) => id === choices.rateId)?.id ?? quote.shipping_rate_id;
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{text.shipping}</legend>
      <div className="divide-y overflow-hidden rounded-card border border-control bg-surface">
        {quote.shipping_options.map((option) => (
          <label
            key={option.id}
            className="flex min-h-12 cursor-pointer items-center gap-3 px-3.5 py-2.5 text-[15px] has-checked:bg-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={option.id}
              checked={picked === option.id}
              // The way of shipping belongs to a country: with it, the assumed one is settled too.
              onChange={() => choose({ rateId: option.id, country: choices.country || quote.country || "" })}
              className="size-4.5 shrink-0 accent-(--accent)"
            />
            <span className="min-w-0 flex-1 leading-snug">
              <span className="block" dir="auto">
                {option.name}
              </span>
              {days(option) && <span className="block text-sm text-muted">{days(option)}</span>}
            </span>
            <span className="shrink-0 font-medium tabular-nums">
              {option.price.amount === 0 ? text.free : formatMoney(option.price, { locale })}
            </span>
          </label>
        ))}
      </div>
      {missing && <p className="mt-1.5 text-sm text-muted">{text.untilFree(formatMoney(missing, { locale }))}</p>}
    </fieldset>
  );
}

function days({ min_days: min, max_days: max }: Quote["shipping_options"][number]): string {
  if (min !== null && max !== null) return text.days(min, max);
  if (max !== null) return text.daysUpTo(max);
  return min === null ? "" : text.daysFrom(min);
}
