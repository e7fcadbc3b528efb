"use client";

import type { ReactNode } from "react";
import type { Order } from "@tradewind/api-client";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { CopyButton } from "@tradewind/ui/copy-button";
import { messages } from "@/lib/messages";

const t = messages.orders.detail;

export function CustomerCard({ order }: { order: Order }) {
  return (
    <Card aria-labelledby="order-customer">
      <CardHeader title={t.customerTitle} titleId="order-customer" />
      <CardContent className="grid gap-3">
        <div>
          {order.customer_name ? <p className="font-medium">{order.customer_name}</p> : null}
          {order.customer_email ? (
            <a href={`mailto:${order.customer_email}`} className="break-all text-primary-strong hover:underline">
              {order.customer_email}
            </a>
          ) : (
            <p className="text-muted-foreground">{messages.orders.guest}</p>
          )}
        </div>
        <div>
          <h3 className="text-[13px] font-medium text-muted-foreground">{t.addressTitle}</h3>
          {order.shipping_address ? (
            <address className="mt-0.5 not-italic">
              {addressLines(order.shipping_address).map((line, index) => (
                <span key={index} className="block">
                  {line}
                </span>
              ))}
            </address>
          ) : (
            <p className="mt-0.5 text-muted-foreground">{t.noAddress}</p>
          )}
        </div>
      </CardContent>
    </Card>
  );
}

type Address = NonNullable<Order["shipping_address"]>;

function addressLines(address: Address): string[] {
  const region = [address.city, address.state, address.postal_code].filter(Boolean).join(", ");
  return [address.name, address.line1, address.line2, region, countryName(address.country)].filter(
    (line): line is string => Boolean(line),
  );
}

function countryName(code: string | null | undefined): string | null {
  if (!code) return null;
  try {
    return new Intl.DisplayNames(["en"], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}

export function PaymentCard({ order }: { order: Order }) {
  if (!order.payment) return null;
  return (
    <Card aria-labelledby="order-payment">
      <CardHeader title={t.paymentTitle} titleId="order-payment" />
      <CardContent className="grid grid-cols-1 gap-2">
        {order.payment.payment_intent ? <Reference label={t.paymentIntent} value={order.payment.payment_intent} /> : null}
        {order.payment.session_id ? <Reference label={t.sessionId} value={order.payment.session_id} /> : null}
      </CardContent>
    </Card>
  );
}

function Reference({ label, value }: { label: ReactNode; value: string }) {
  return (
    <div className="flex min-w-0 items-center justify-between gap-2">
      <div className="min-w-0">
        <p className="text-[13px] text-muted-foreground">{label}</p>
        <p className="truncate font-mono text-xs">{value}</p>
      </div>
      <CopyButton value={value} label={`${messages.common.copy} ${value}`} copiedLabel={messages.common.copied} />
    </div>
  );
}
