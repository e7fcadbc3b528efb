import type { ReactNode } from "react";
import { cn } from "@tradewind/ui/lib/cn";

const widths = { narrow: "max-w-2xl", normal: "max-w-5xl", wide: "max-w-6xl" };

/** The column a page stands in. */
export function Page({ width = "normal", className, children }: { width?: keyof typeof widths; className?: string; children: ReactNode }) {
  return <div className={cn("mx-auto w-full px-4 py-5 sm:px-6 lg:px-8 lg:py-7", widths[width], className)}>{children}</div>;
}
