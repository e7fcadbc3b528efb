import { LoaderCircle } from "lucide-react";
import { cn } from "../lib/cn";

/** Decorative: say what is under way in text beside it. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={cn("size-4 animate-spin", className)} />;
}
