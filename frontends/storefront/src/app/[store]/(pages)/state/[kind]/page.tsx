import type { Metadata } from "next";
import { CloudOff, DoorClosed, FileLock, type LucideIcon, Moon, PackageX, SearchX } from "lucide-react";
import { buttonClass } from "@/components/button";
import { Notice } from "@/components/shell/notice";
import { ShopLink } from "@/components/shop";
import { type PageState, STATES } from "@/lib/gate";
import { messages } from "@/lib/messages";
import { currentTenant } from "@/lib/root";

type Props = PageProps<"/[store]/state/[kind]">;

// Complete or not there: no shell with holes is sent ahead of its data.
export const instant = false;

/** None of the real ones: their status comes with the first request, and a page made by the build would answer 200. */
export function generateStaticParams() {
  return [{ kind: "_" }];
}

const ICONS: Readonly<Record<PageState, LucideIcon>> = {
  unknown: SearchX,
  paused: Moon,
  closed: DoorClosed,
  unavailable: CloudOff,
  "page-missing": SearchX,
  "product-missing": SearchX,
  "product-gone": PackageX,
  "collection-missing": SearchX,
  "collection-gone": PackageX,
  "order-missing": FileLock,
};

const stateOf = (kind: string): PageState => STATES.find((state) => state === kind) ?? "page-missing";

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title } = messages.state[stateOf((await params).kind)];
  return { title, robots: { index: false, follow: false } };
}

export default async function StatePage({ params }: Props) {
  const state = stateOf((await params).kind);
  const { title, text } = messages.state[state];
  const tenant = await currentTenant();
  return (
    <Notice title={title} text={text} icon={ICONS[state]}>
      {state === "unavailable" && (
        // An empty address is the present one: trying again needs no script.
        <a href="" className={buttonClass()}>
          {messages.state.tryAgain}
        </a>
      )}
      {tenant && (
        <ShopLink to="/products" className={buttonClass()}>
          {messages.state.toShop}
        </ShopLink>
      )}
      {tenant && state === "page-missing" && (
        <ShopLink to="/" className={buttonClass({ variant: "outline" })}>
          {messages.state.toHome}
        </ShopLink>
      )}
    </Notice>
  );
}
