/** Carriers whose page for a parcel is known by its number. */
const PAGES: readonly { carrier: string; url: (number: string) => string }[] = [
  { carrier: "USPS", url: (number) => `https://tools.usps.com/go/TrackConfirmAction?tLabels=${number}` },
  { carrier: "UPS", url: (number) => `https://www.ups.com/track?tracknum=${number}` },
  { carrier: "FedEx", url: (number) => `https://www.fedex.com/fedextrack/?trknbr=${number}` },
  { carrier: "DHL", url: (number) => `https://www.dhl.com/global-en/home/tracking.html?tracking-id=${number}` },
];

/** Offered while typing; any other name is fine as well. */
export const CARRIERS = [...PAGES.map(({ carrier }) => carrier), "Royal Mail", "GLS", "DPD", "Canada Post", "Australia Post"];

export interface Tracking {
  carrier: string;
  number: string;
  url: string;
}

/** The tracking page of a known carrier; empty for others and without a number. */
export function trackingPage(carrier: string, number: string): string {
  const known = PAGES.find((page) => page.carrier.toLowerCase() === carrier.trim().toLowerCase());
  const compact = number.replace(/\s+/g, "");
  return known && compact ? known.url(encodeURIComponent(compact)) : "";
}

/** The next tracking: its page follows carrier and number until it is written by hand. */
export function withTracking(present: Tracking, change: Partial<Tracking>): Tracking {
  const next = { ...present, ...change };
  if (change.url !== undefined) return next;
  const followed = present.url === "" || present.url === trackingPage(present.carrier, present.number);
  return followed ? { ...next, url: trackingPage(next.carrier, next.number) } : next;
}

/** Why the address of the page is refused; null when it can be sent. */
export function trackingUrlProblem(url: string): "invalid" | "long" | null {
  const text = url.trim();
  if (text.length > 500) return "long";
  return text === "" || /^https?:\/\/\S+$/.test(text) ? null : "invalid";
}

export function trackingBody({ carrier, number, url }: Tracking) {
  return { carrier: carrier.trim(), tracking_number: number.trim(), tracking_url: url.trim() };
}
