"use client";

import type { ComponentProps, ReactNode } from "react";
import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { cn } from "../lib/cn";
import { Button } from "./button";
import { overlayClass } from "./dialog";

export const Sheet = Primitive.Root;
export const SheetTrigger = Primitive.Trigger;
export const SheetClose = Primitive.Close;

interface SheetContentProps extends Omit<ComponentProps<typeof Primitive.Content>, "title"> {
  title: ReactNode;
  hideTitle?: boolean;
  closeLabel: string;
  side?: "left" | "right";
}

/** A panel from the edge: navigation on phones, a cart, a filter list. */
export function SheetContent({ title, hideTitle = false, closeLabel, side = "right", className, children, ...props }: SheetContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClass} />
      <Primitive.Content
        data-slot="sheet-content"
        aria-describedby={undefined}
        className={cn(
          "fixed inset-y-0 z-50 flex w-[calc(100vw-3rem)] max-w-sm flex-col bg-popover shadow-xl duration-200 data-[state=closed]:animate-out data-[state=open]:animate-in",
          side === "right"
            ? "right-0 border-l data-[state=closed]:slide-out-to-right data-[state=open]:slide-in-from-right"
            : "left-0 border-r data-[state=closed]:slide-out-to-left data-[state=open]:slide-in-from-left",
          className,
        )}
        {...props}
      >
        <div className={cn("flex h-14 shrink-0 items-center justify-between px-4", hideTitle ? "" : "border-b")}>
          <Primitive.Title className={hideTitle ? "sr-only" : "text-base font-semibold"}>{title}</Primitive.Title>
          <Primitive.Close asChild>
            <Button variant="ghost" size="icon" className="ml-auto" aria-label={closeLabel}>
              <X aria-hidden />
            </Button>
          </Primitive.Close>
        </div>
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  );
}
