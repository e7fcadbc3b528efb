"use client";

import { CircleCheck, CircleX, Clock, LoaderCircle, type LucideIcon, SearchX } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Button, buttonClass } from "@/components/button";
import { useCart } from "@/components/cart/cart-provider";
import { ShopLink, useShop } from "@/components/shop";
import { AttemptLog } from "@/lib/cart/attempts";
import type { Phase } from "@/lib/checkout/progress";
import { messages } from "@/lib/messages";
import { orderPath } from "@/lib/order/link";
import { OrderSummary } from "./order-summary";
import { useOrder } from "./use-order";

const text = messages.success;

/** What became of the order. The cart lets go of what was bought once, and only when it is paid. */
export function OrderResult() {
  const { slug } = useShop();
  const { phase, askAgain } = useOrder(slug);
  useSettledCart(phase);

  const toShop = (
    <ShopLink to="/products" className={buttonClass({ variant: "outline" })}>
      {text.toShop}
    </ShopLink>
  );
  const toCart = (
    <ShopLink to="/cart" className={buttonClass()}>
      {text.toCart}
    </ShopLink>
  );
  switch (phase.kind) {
    case "confirming":
      return <Panel icon={LoaderCircle} spin title={text.confirming} lines={[text.confirmingText]} />;
    case "slow":
      return (
        <Panel icon={Clock} title={text.slow} lines={[text.slowText]}>
          <Button onClick={askAgain}>{text.checkAgain}</Button>
          {toShop}
        </Panel>
      );
    case "awaiting":
      return (
        <Panel icon={Clock} title={text.awaiting} lines={[text.awaitingText]} below={<OrderSummary state={phase.state} />}>
          {toShop}
        </Panel>
      );
    case "paid": {
      const { order_id: id, order_number: number, order_token: token, email } = phase.state;
      return (
        <Panel
          icon={CircleCheck}
          tone="text-in-stock"
          eyebrow={number === null ? undefined : text.number(number)}
          title={text.paid}
          lines={[email ? text.mailTo(email) : text.mail]}
          below={<OrderSummary state={phase.state} />}
        >
          {token && (
            <ShopLink to={orderPath({ id, token })} prefetch={false} className={buttonClass()}>
              {text.viewOrder}
            </ShopLink>
          )}
          {toShop}
        </Panel>
      );
    }
    case "expired":
    case "refused":
      return (
        <Panel
          icon={CircleX}
          tone="text-danger"
          title={phase.kind === "expired" ? text.expired : text.refused}
          lines={[phase.kind === "expired" ? text.expiredText : text.refusedText]}
        >
          {toCart}
          {toShop}
        </Panel>
      );
    case "unknown":
      return (
        <Panel icon={SearchX} title={text.unknown} lines={[text.unknownText]}>
          {toShop}
        </Panel>
      );
  }
}

function useSettledCart(phase: Phase): void {
  const { slug } = useShop();
  const { dispatch } = useCart();
  useEffect(() => {
    if (phase.kind !== "paid" && phase.kind !== "expired" && phase.kind !== "refused") return;
    const log = new AttemptLog(slug, window.localStorage);
    const orderId = new URLSearchParams(window.location.search).get("order_id") ?? "";
    const attempt = log.ofOrder(orderId);
    if (!attempt) return;
    if (phase.kind === "paid") dispatch({ type: "bought", lines: attempt.lines });
    log.drop(attempt.key);
  }, [phase.kind, slug, dispatch]);
}

interface PanelProps {
  icon: LucideIcon;
  spin?: boolean;
  tone?: string;
  eyebrow?: string;
  title: string;
  lines: readonly string[];
  below?: ReactNode;
  children?: ReactNode;
}

function Panel({ icon: Icon, spin = false, tone = "text-accent", eyebrow, title, lines, below, children }: PanelProps) {
  return (
    <div className="mx-auto max-w-2xl py-12 sm:py-20">
      <div className="text-center" role="status">
        <Icon aria-hidden className={`mx-auto size-12 ${tone} ${spin ? "animate-spin" : ""}`} strokeWidth={1.5} />
        {eyebrow && <p className="mt-5 font-medium text-muted tabular-nums">{eyebrow}</p>}
        <h1 className="display mt-2 text-[clamp(1.75rem,1.3rem+2vw,2.5rem)] leading-tight">{title}</h1>
        {lines.map((line) => (
          <p key={line} className="mx-auto mt-3 max-w-lg text-muted">
            {line}
          </p>
        ))}
      </div>
      {below}
      {children && <div className="mt-9 flex flex-wrap justify-center gap-3">{children}</div>}
    </div>
  );
}
