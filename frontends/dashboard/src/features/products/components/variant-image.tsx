"use client";

import { ImageOff, ImagePlus } from "lucide-react";
import { useFormContext, useWatch } from "react-hook-form";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@tradewind/ui/dropdown-menu";
import { imageUrl } from "@/components/thumbnail";
import { useCanEdit } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import type { MediaItem } from "../lib/media";
import type { ProductFormValues } from "../lib/product-form";

const t = messages.products.variants;
const NONE = "";

interface VariantImageProps {
  index: number;
  label: string;
  media: readonly MediaItem[];
}

/** The picture a shopper sees when choosing this variant: one of the product's, or none of its own. */
export function VariantImage({ index, label, media }: VariantImageProps) {
  const { control, setValue } = useFormContext<ProductFormValues>();
  const canEdit = useCanEdit();
  const imageId = useWatch({ control, name: `variants.${index}.imageId` });
  const choices = media.flatMap((item, at) => (item.imageId ? [{ ...item, imageId: item.imageId, position: at + 1 }] : []));
  const chosen = choices.find((item) => item.imageId === imageId);
  const source = chosen ? sourceOf(chosen) : null;
  const choose = (next: string) => setValue(`variants.${index}.imageId`, next === NONE ? null : next, { shouldDirty: true });
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        disabled={!canEdit}
        aria-label={t.imageFor(label)}
        title={t.imageFor(label)}
        className="inline-flex size-9 shrink-0 items-center justify-center overflow-hidden rounded-md border bg-muted text-muted-foreground hover:border-muted-foreground/60 md:row-span-2"
      >
        {source ? <img src={source} alt="" className="size-full object-cover" /> : <ImagePlus aria-hidden className="size-4" />}
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="max-w-72">
        {choices.length === 0 ? (
          <DropdownMenuItem disabled>{t.noImages}</DropdownMenuItem>
        ) : (
          <DropdownMenuRadioGroup value={chosen?.imageId ?? NONE} onValueChange={choose}>
            <DropdownMenuRadioItem value={NONE}>
              <span className="inline-flex size-8 shrink-0 items-center justify-center rounded-sm border">
                <ImageOff aria-hidden />
              </span>
              {t.noImage}
            </DropdownMenuRadioItem>
            {choices.map((item) => (
              <DropdownMenuRadioItem key={item.key} value={item.imageId}>
                <img src={sourceOf(item) ?? undefined} alt="" className="size-8 shrink-0 rounded-sm border bg-muted object-cover" />
                <span className="min-w-0 truncate">{t.imageAt(item.position, item.alt)}</span>
              </DropdownMenuRadioItem>
            ))}
          </DropdownMenuRadioGroup>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function sourceOf(item: MediaItem): string | null {
  return imageUrl(item.sources, 80) ?? item.preview;
}
