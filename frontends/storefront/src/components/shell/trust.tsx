import { EyeOff, Lock, type LucideIcon, ShoppingBag } from "lucide-react";
import { messages } from "@/lib/messages";

const ICONS: Record<string, LucideIcon> = { lock: Lock, bag: ShoppingBag, eye: EyeOff };

/** What a shopper can rely on. Only what the platform itself keeps: nothing is promised in the merchant's name. */
export function Trust() {
  return (
    <section aria-labelledby="trust" className="mt-20 border-t pt-12 sm:mt-24">
      <h2 id="trust" className="sr-only">
        {messages.trust.heading}
      </h2>
      <ul className="grid gap-x-12 gap-y-8 md:grid-cols-3">
        {messages.trust.items.map((item) => {
          const Icon = ICONS[item.icon] ?? Lock;
          return (
            <li key={item.title} className="flex gap-4">
              <span className="grid size-11 shrink-0 place-items-center rounded-full bg-soft">
                <Icon aria-hidden className="size-5 text-accent" strokeWidth={1.75} />
              </span>
              <div>
                <h3 className="leading-snug font-medium">{item.title}</h3>
                <p className="mt-1 text-sm text-muted">{item.text}</p>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
