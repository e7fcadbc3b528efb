"use client";

import type { ReactNode } from "react";
import { ThemeProvider as Provider } from "next-themes";

/** Light, dark or the system's choice, remembered in this browser, set before the first paint. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  return (
    <Provider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
      {children}
    </Provider>
  );
}
