"use client";

import type { ComponentProps } from "react";
import { Switch as Primitive } from "radix-ui";
import { cn } from "../lib/cn";

export function Switch({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      data-slot="switch"
      className={cn(
        "inline-flex h-5 w-8 shrink-0 items-center rounded-full border border-transparent bg-muted-foreground/60 p-px transition-colors disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:bg-primary",
        className,
      )}
      {...props}
    >
      <Primitive.Thumb className="block size-4 rounded-full bg-white transition-transform data-[state=checked]:translate-x-3" />
    </Primitive.Root>
  );
}
