"use client";

import { type ReactNode, useState } from "react";
import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "@tradewind/ui/theme";
import { Toaster } from "@tradewind/ui/toaster";
import { createQueryClient } from "@/lib/query";

export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <ThemeProvider>
        {children}
        {/* Above the save bar of long forms, so that "saved" does not cover the button. */}
        <Toaster offset={{ bottom: 72, right: 24 }} mobileOffset={{ bottom: 72 }} />
      </ThemeProvider>
    </QueryClientProvider>
  );
}
