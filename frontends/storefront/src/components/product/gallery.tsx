"use client";

import { clsx } from "clsx";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { PublicImage } from "@tradewind/api-client";
import { Picture } from "@/components/picture";
import { messages } from "@/lib/messages";

interface GalleryProps {
  images: readonly PublicImage[];
  title: string;
  /** The picture of the chosen variant. */
  wanted: string | null;
}

const text = messages.product;
const SIZES = "(min-width: 1280px) 660px, (min-width: 1024px) 52vw, 100vw";
const ARROW =
  "absolute top-1/2 hidden size-11 -translate-y-1/2 place-items-center rounded-full bg-surface/90 text-fg shadow-sm hover:bg-surface disabled:opacity-0 lg:grid";

/** A strip to swipe, with thumbnails. It is a scrolling list, so that it works before and without JavaScript. */
export function Gallery({ images, title, wanted }: GalleryProps) {
  const strip = useRef<HTMLUListElement>(null);
  const [shown, setShown] = useState(0);

  const show = useCallback((index: number, smooth = true) => {
    const list = strip.current;
    if (!list) return;
    const still = !smooth || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    list.scrollTo({ left: index * list.clientWidth, behavior: still ? "instant" : "smooth" });
  }, []);

  useEffect(() => {
    const index = images.findIndex((image) => image.id === wanted);
    if (index >= 0) show(index, false);
  }, [wanted, images, show]);

  if (images.length === 0) {
    return (
      <div className="aspect-square overflow-hidden max-lg:-mx-[clamp(1rem,4vw,2.5rem)] lg:rounded-card">
        <Picture image={null} title={title} sizes={SIZES} />
      </div>
    );
  }
  return (
    <section aria-label={text.pictures} className="max-lg:-mx-[clamp(1rem,4vw,2.5rem)]">
      <div className="group/strip relative">
        <ul
          ref={strip}
          tabIndex={images.length > 1 ? 0 : undefined}
          aria-label={text.pictures}
          onScroll={(event) => {
            const list = event.currentTarget;
            setShown(Math.round(list.scrollLeft / Math.max(1, list.clientWidth)));
          }}
          className="no-scrollbar flex aspect-square snap-x snap-mandatory overflow-x-auto overscroll-x-contain lg:rounded-card"
        >
          {images.map((image, index) => (
            <li key={image.id} id={`picture-${index + 1}`} className="size-full shrink-0 snap-center snap-always">
              <Picture image={image} title={title} sizes={SIZES} priority={index === 0} fit="contain" />
            </li>
          ))}
        </ul>
        {images.length > 1 && (
          <>
            <button type="button" aria-label={text.previousPicture} disabled={shown === 0} onClick={() => show(shown - 1)} className={clsx(ARROW, "left-3")}>
              <ChevronLeft aria-hidden className="size-5" />
            </button>
            <button
              type="button"
              aria-label={text.nextPicture}
              disabled={shown >= images.length - 1}
              onClick={() => show(shown + 1)}
              className={clsx(ARROW, "right-3")}
            >
              <ChevronRight aria-hidden className="size-5" />
            </button>
            <p aria-hidden className="absolute right-3 bottom-3 rounded-full bg-surface/90 px-2.5 py-1 text-xs leading-none font-medium tabular-nums lg:hidden">
              {shown + 1} / {images.length}
            </p>
          </>
        )}
      </div>
      {images.length > 1 && (
        <ul className="no-scrollbar mt-3 flex gap-2.5 overflow-x-auto py-0.5 max-lg:px-[clamp(1rem,4vw,2.5rem)]">
          {images.map((image, index) => (
            <li key={image.id} className="shrink-0">
              <a
                href={`#picture-${index + 1}`}
                aria-label={text.showPicture(index + 1)}
                aria-current={shown === index || undefined}
                onClick={(event) => {
                  event.preventDefault();
                  show(index);
                }}
                className={clsx(
                  "block size-16 overflow-hidden rounded-card border-2 transition-colors lg:size-20",
                  shown === index ? "border-accent" : "border-transparent hover:border-control",
                )}
              >
                <Picture image={image} title={title} sizes="80px" decorative />
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
