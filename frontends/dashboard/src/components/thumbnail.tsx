import { ImageOff } from "lucide-react";
import { cn } from "@tradewind/ui/lib/cn";

interface ThumbnailProps {
  src: string | null;
  /** Empty where the words beside it say what it shows. */
  alt?: string;
  className?: string;
}

/** A square picture, or the place where it would be. */
export function Thumbnail({ src, alt = "", className }: ThumbnailProps) {
  const frame = cn("size-10 shrink-0 overflow-hidden rounded-md border bg-muted", className);
  if (!src) {
    return (
      <span className={cn(frame, "inline-flex items-center justify-center")}>
        <ImageOff aria-hidden className="size-4 text-muted-foreground" />
      </span>
    );
  }
  return (
    <span className={frame}>
      <img src={src} alt={alt} width={40} height={40} loading="lazy" decoding="async" className="size-full object-cover" />
    </span>
  );
}

/** The smallest rendering that is at least `width` pixels wide, or the largest there is. */
export function imageUrl(sources: readonly { width: number; url: string }[], width: number): string | null {
  const sorted = [...sources].sort((a, b) => a.width - b.width);
  return (sorted.find((source) => source.width >= width) ?? sorted.at(-1))?.url ?? null;
}
