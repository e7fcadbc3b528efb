import type { PublicOrder } from "@tradewind/api-client";
import { formatMoney } from "@tradewind/ui/lib/money";
import { Picture } from "@/components/picture";
import { messages } from "@/lib/messages";

/** What was bought, as it was when it was bought. */
export function OrderLines({ lines, locale }: { lines: PublicOrder["lines"]; locale: string }) {
  return (
    <ul aria-label={messages.order.items} className="divide-y">
      {lines.map((line, index) => (
        <li key={index} className="flex items-center gap-4 py-4">
          <div className="size-16 shrink-0 overflow-hidden rounded-card">
            {line.image_url ? (
              <img src={line.image_url} alt="" width={128} height={128} className="size-full bg-picture object-cover" />
            ) : (
              <Picture image={null} title={line.title} sizes="64px" decorative />
            )}
          </div>
          <div className="min-w-0 flex-1 leading-snug">
            <p className="font-medium" dir="auto">
              {line.title}
            </p>
            <p className="mt-0.5 text-sm text-muted tabular-nums">
              {[line.variant_name, messages.order.each(line.quantity, formatMoney(line.unit_price, { locale }))].filter(Boolean).join(" · ")}
            </p>
          </div>
          <p className="shrink-0 font-medium tabular-nums">{formatMoney(line.total, { locale })}</p>
        </li>
      ))}
    </ul>
  );
}
