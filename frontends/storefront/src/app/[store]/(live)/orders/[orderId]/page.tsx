import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { PublicOrder, PublicStore } from "@tradewind/api-client";
import { OrderLines } from "@/components/order/order-lines";
import { OrderSteps } from "@/components/order/order-steps";
import { Shipments } from "@/components/order/shipments";
import { Totals } from "@/components/order/totals";
import { countryName } from "@/lib/countries";
import { getOrder, getStore } from "@/lib/data";
import { formatDay } from "@/lib/dates";
import { messages } from "@/lib/messages";
import { readOrderLink } from "@/lib/order/link";
import { notedStatus, stepOf } from "@/lib/order/progress";
import { currentTenant } from "@/lib/root";
import { pageMetadata } from "@/lib/shop-metadata";

type Props = PageProps<"/[store]/orders/[orderId]">;

// For one shopper: rendered for each request, complete before it is sent, and kept by nobody.
export const instant = false;

const text = messages.order;

async function load(props: Props): Promise<{ store: PublicStore; order: PublicOrder } | null> {
  const [{ orderId }, { token }] = await Promise.all([props.params, props.searchParams]);
  const tenant = await currentTenant();
  const link = readOrderLink(orderId, typeof token === "string" ? token : null);
  if (!tenant || !link) return null;
  const [store, order] = await Promise.all([getStore(tenant.slug), getOrder(tenant.slug, link)]);
  return { store, order };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const tenant = await currentTenant();
  if (!tenant) return {};
  await props.searchParams;
  const store = await getStore(tenant.slug);
  const page = pageMetadata({ store, path: "/orders", title: messages.success.title, description: "", index: false });
  // The address is the key to the order: it must not travel on to other sites.
  return { ...page, referrer: "no-referrer" };
}

export default async function OrderPage(props: Props) {
  const data = await load(props);
  if (!data) notFound();
  const { store, order } = data;
  const { locale } = store;
  const note = notedStatus(order.status);
  const step = stepOf(order.status);
  return (
    <div className="wrap max-w-4xl pt-8 sm:pt-12">
      <p className="text-sm text-muted">{text.placed(formatDay(order.placed_at, locale))}</p>
      <h1 className="display mt-1 text-[clamp(2rem,1.5rem+2vw,3rem)] leading-tight">{text.title(order.number)}</h1>
      {note && <p className="mt-5 rounded-card bg-soft px-4 py-3">{text.notes[note]}</p>}
      {step && (
        <div className="isolate mt-8">
          <OrderSteps reached={step} />
        </div>
      )}
      <Shipments shipments={order.fulfillments} locale={locale} />
      <div className="mt-10 grid gap-x-12 gap-y-10 md:grid-cols-[minmax(0,1fr)_19rem]">
        <section aria-labelledby="items">
          <h2 id="items" className="display text-xl">
            {text.items}
          </h2>
          <div className="mt-2 border-y">
            <OrderLines lines={order.lines} locale={locale} />
          </div>
          <Totals amounts={order} locale={locale} className="mt-5" />
        </section>
        <Recipient order={order} contact={store.contact_email} locale={locale} />
      </div>
    </div>
  );
}

function Recipient({ order, contact, locale }: { order: PublicOrder; contact: string | null; locale: string }) {
  const address = order.shipping_address;
  const lines = address && [
    address.name,
    address.line1,
    address.line2,
    [address.postal_code, address.city, address.state].filter(Boolean).join(" "),
    countryName(address.country, locale),
  ];
  return (
    <div className="space-y-7 text-[15px]">
      {lines && (
        <section aria-labelledby="address">
          <h2 id="address" className="font-medium">
            {text.address}
          </h2>
          <address className="mt-1 leading-relaxed text-muted not-italic" dir="auto">
            {lines.filter(Boolean).map((line, index) => (
              <span key={index} className="block">
                {line}
              </span>
            ))}
          </address>
        </section>
      )}
      <section aria-labelledby="contact">
        <h2 id="contact" className="font-medium">
          {text.contact}
        </h2>
        <p className="mt-1 break-all text-muted">{order.customer_email}</p>
      </section>
      {contact && <p className="text-muted">{text.help(contact)}</p>}
    </div>
  );
}
