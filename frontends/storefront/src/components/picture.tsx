import { clsx } from "clsx";
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
  const initial = Array.from(title.trim())[0]?.toUpperCase() ?? "";
  return (
    <div
      role={decorative ? undefined : "img"}
      aria-label={decorative ? undefined : messages.product.noPicture(title)}
      aria-hidden={decorative || undefined}
      className={clsx("@container grid size-full place-items-center bg-picture bg-linear-to-br from-white/50 to-transparent", className)}
    >
      <span aria-hidden className="display text-[clamp(1.25rem,32cqw,7rem)] leading-none text-fg/15">
        {initial}
      </span>
    </div>
  );
}
