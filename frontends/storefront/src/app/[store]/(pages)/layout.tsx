import type { ReactNode } from "react";

// One document per store and address, made once a minute at most: the build fails when one is not.
export const ensureStatic = "navigation";

export default function PagesLayout({ children }: { children: ReactNode }) {
  return children;
}
