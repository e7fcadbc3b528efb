import { clsx } from "clsx";
import { Package } from "lucide-react";
import type { PublicImage } from "@tradewind/api-client";
import { messages } from "@/lib/messages";

interface PictureProps {
  image: PublicImage | null | undefined;
  /** Stands for the picture where there is none. */
  title: string;
  sizes: string;
  priority?: boolean;
  fit?: "cover" | "contain";
  className?: string;
  /** The title is told right beside it, so that the picture has nothing to add. */
  decorative?: boolean;
}

/** A picture in its renderings, in a frame that has its size before the picture is there. */
export function Picture({ image, title, sizes, priority = false, fit = "cover", className, decorative = false }: PictureProps) {
  const sources = image?.sources ?? [];
  const shown = sources.find((source) => source.width >= 800) ?? sources.at(-1);
  if (!image || !shown) return <Placeholder title={title} decorative={decorative} className={className} />;
  return (
    <img
      src={shown.url}
      srcSet={sources.map((source) => `${source.url} ${source.width}w`).join(", ")}
      sizes={sizes}
      width={image.width}
      height={image.height}
      alt={decorative ? "" : image.alt || title}
      loading={priority ? "eager" : "lazy"}
      fetchPriority={priority ? "high" : undefined}
      decoding="async"
      className={clsx("size-full bg-picture", fit === "cover" ? "object-cover" : "object-contain", className)}
    />
  );
}

function Placeholder({ title, decorative, className }: { title: string; decorative: boolean; className?: string }) {
  return (
    <div
      role={decorative ? undefined : "img"}
      aria-label={decorative ? undefined : messages.product.noPicture(title)}
      aria-hidden={decorative || undefined}
      className={clsx("grid size-full place-items-center bg-picture bg-linear-to-br from-white/60 to-transparent", className)}
    >
      <Package aria-hidden className="size-[30%] max-w-28 text-fg/15" strokeWidth={1} />
    </div>
  );
}
