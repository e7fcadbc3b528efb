import type { Metadata } from "next";
import type { PublicImage, PublicStore } from "@tradewind/api-client";
import { storeOrigin } from "./config";
import { themeOf } from "./theme";

const MAX_DESCRIPTION = 160;

/** Shortened at a word, never within one. */
export function metaDescription(text: string): string {
  const flat = text.replace(/\s+/g, " ").trim();
  if (flat.length <= MAX_DESCRIPTION) return flat;
  const cut = flat.slice(0, MAX_DESCRIPTION);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), MAX_DESCRIPTION / 2)).trimEnd()}…`;
}

/** The picture that a shared link shows: large, yet not the largest there is. */
export function socialImage(image: PublicImage | null | undefined): { url: string; alt: string } | undefined {
  const source = image?.sources.find(({ width }) => width >= 1200) ?? image?.sources.at(-1);
  return image && source ? { url: source.url, alt: image.alt } : undefined;
}

/** A tab icon of the shop's own: its logo, else its initial in its colour. */
export function shopIcon(store: Pick<PublicStore, "name" | "niche" | "branding">): string {
  const logo = store.branding.logo?.sources[0];
  if (logo) return logo.url;
  const { accent, on_accent: onAccent } = themeOf(store);
  const initial = (Array.from(store.name.trim())[0] ?? "").toUpperCase().replace(/[<>&"']/g, "");
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${accent}"/>` +
    `<text x="16" y="23" font-family="Georgia,serif" font-size="20" text-anchor="middle" fill="${onAccent}">${initial}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

interface PageMetadata {
  store: PublicStore;
  path: string;
  /** Left out on the home page, where the shop's own name is the title. */
  title?: string;
  description: string;
  image?: { url: string; alt: string };
  index?: boolean;
}

/** Title, description, canonical address and link preview of a page; one address whatever host it was asked by. */
export function pageMetadata({ store, path, title, description, image, index = true }: PageMetadata): Metadata {
  const url = storeOrigin(store.slug) + path;
  const shown = title ?? store.name;
  return {
    title: title ?? { absolute: store.name },
    description: metaDescription(description) || undefined,
    alternates: index ? { canonical: url } : undefined,
    robots: index ? undefined : { index: false, follow: true },
    openGraph: index
      ? {
          type: "website",
          siteName: store.name,
          title: shown,
          description: metaDescription(description) || undefined,
          url,
          images: image ? [image] : undefined,
          locale: store.locale.replace("-", "_"),
        }
      : undefined,
    twitter: index && image ? { card: "summary_large_image" } : undefined,
  };
}
