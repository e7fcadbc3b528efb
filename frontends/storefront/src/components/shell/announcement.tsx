import { ShopLink } from "@/components/shop";
import { messages } from "@/lib/messages";
import { isOwnPath } from "@/lib/pages";

/** A line of the merchant's above the shop. It links within the shop only. */
export function Announcement({ text, href }: { text: string; href: string | null }) {
  return (
    <aside aria-label={messages.announcement} className="bg-accent text-center text-sm leading-snug font-medium text-on-accent">
      <div className="wrap" dir="auto">
        {isOwnPath(href) ? (
          <ShopLink to={href} className="block py-2.5 underline-offset-4 hover:underline focus-visible:-outline-offset-4 focus-visible:outline-on-accent">
            {text}
          </ShopLink>
        ) : (
          <p className="py-2.5">{text}</p>
        )}
      </div>
    </aside>
  );
}
