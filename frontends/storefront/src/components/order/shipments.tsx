import { ExternalLink, PackageCheck, Truck } from "lucide-react";
import type { PublicOrder } from "@tradewind/api-client";
import { buttonClass } from "@/components/button";
import { formatDay } from "@/lib/dates";
import { messages } from "@/lib/messages";
import { trackingUrl } from "@/lib/order/progress";

const text = messages.order;

type Shipment = PublicOrder["fulfillments"][number];

/** Parcels with what is in them and where to follow them. */
export function Shipments({ shipments, locale }: { shipments: readonly Shipment[]; locale: string }) {
  if (shipments.length === 0) return null;
  return (
    <section aria-labelledby="shipments" className="mt-10">
      <h2 id="shipments" className="display text-xl">
        {text.shipments}
      </h2>
      <ul className="mt-4 space-y-4">
        {shipments.map((shipment, index) => (
          <li key={shipment.id} className="rounded-card border p-5">
            <ShipmentCard shipment={shipment} title={text.shipment(index + 1, shipments.length)} locale={locale} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ShipmentCard({ shipment, title, locale }: { shipment: Shipment; title: string; locale: string }) {
  const { status, carrier, tracking_number: number, lines } = shipment;
  const Icon = status === "delivered" ? PackageCheck : Truck;
  const href = trackingUrl(shipment.tracking_url);
  const day = shipment.delivered_at
    ? text.deliveredOn(formatDay(shipment.delivered_at, locale))
    : shipment.shipped_at && text.shippedOn(formatDay(shipment.shipped_at, locale));
  return (
    <>
      <div className="flex items-start gap-3">
        <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-accent" strokeWidth={1.75} />
        <div className="min-w-0 flex-1">
          <h3 className="font-medium">
            {title}: {text.shipmentStates[status]}
          </h3>
          {day && <p className="text-sm text-muted">{day}</p>}
          {number && (
            <p className="text-sm break-all text-muted">
              {carrier && `${carrier}, `}
              {text.trackingNumber(number)}
            </p>
          )}
        </div>
      </div>
      <ul className="mt-3 space-y-1 text-sm">
        {lines.map((line) => (
          <li key={line.variant_id} dir="auto">
            {line.quantity} × {[line.title, line.variant_name].filter(Boolean).join(", ")}
          </li>
        ))}
      </ul>
      {href && (
        <a href={href} target="_blank" rel="noreferrer noopener" className={buttonClass({ variant: "outline" }, "mt-4")}>
          {carrier ? text.trackBy(carrier) : text.track}
          <ExternalLink aria-hidden className="size-4" />
        </a>
      )}
    </>
  );
}
