"use client";

import type { ReactNode } from "react";
import { ExternalLink } from "lucide-react";
import type { Order } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { CopyButton } from "@tradewind/ui/copy-button";
import { formatDate } from "@tradewind/ui/lib/dates";
import { useStore } from "@/features/stores/store-context";
import { countryName } from "@/lib/countries";
import { messages } from "@/lib/messages";

const t = messages.orders.customer;

export function CustomerCard({ order }: { order: Order }) {
  const { locale, timezone } = useStore();
  const { consent, shipping_address: address } = order;
  return (
    <Card aria-labelledby="order-customer">
      <CardHeader title={t.title} titleId="order-customer" />
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
        <Part title={t.address}>
          {address ? (
            <address className="not-italic">
              {addressLines(address).map((line, index) => (
                <span key={index} className="block">
                  {line}
                </span>
              ))}
            </address>
          ) : (
            <p className="text-muted-foreground">{t.noAddress}</p>
          )}
        </Part>
        <Part title={t.consent}>
          {consent ? (
            <>
              <p>{t.consentGiven(formatDate(consent.given_at, { locale, timeZone: timezone }))}</p>
              <p className="text-[13px] text-muted-foreground">{consent.wording}</p>
            </>
          ) : (
            <p className="text-muted-foreground">{t.consentNone}</p>
          )}
        </Part>
        <Part title={t.page}>
          <p className="text-[13px] text-muted-foreground">{t.pageHint}</p>
          <div className="mt-1.5 flex items-center gap-1">
            <Button asChild variant="outline" size="sm">
              <a href={order.customer_url} target="_blank" rel="noreferrer">
                {t.openLink}
                <ExternalLink aria-hidden />
              </a>
            </Button>
            <CopyButton value={order.customer_url} label={t.copyLink} copiedLabel={messages.common.copied} />
          </div>
        </Part>
      </CardContent>
    </Card>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="mb-0.5 text-[13px] font-medium text-muted-foreground">{title}</h3>
      {children}
    </div>
  );
}

type Address = NonNullable<Order["shipping_address"]>;

function addressLines(address: Address): string[] {
  const region = [address.city, address.state, address.postal_code].filter(Boolean).join(", ");
  const country = address.country ? countryName(address.country) : "";
  return [address.name, address.line1, address.line2, region, country, address.phone].filter(Boolean);
}

export function PaymentCard({ order }: { order: Order }) {
  const t = messages.orders.payment;
  const { payment_intent, session_id, account_id } = order.payment;
  return (
    <Card aria-labelledby="order-payment">
      <CardHeader title={t.title} titleId="order-payment" />
      <CardContent className="grid grid-cols-1 gap-2">
        {payment_intent ? <Reference label={t.intent} value={payment_intent} /> : null}
        {session_id ? <Reference label={t.session} value={session_id} /> : null}
        {account_id ? <Reference label={t.account} value={account_id} /> : null}
      </CardContent>
    </Card>
  );
}

function Reference({ label, value }: { label: string; value: string }) {
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
