import type { Metadata } from "next";
import type { ReactNode } from "react";
import { GeistMono, GeistSans } from "@tradewind/ui/fonts";
import "./globals.css";

export const metadata: Metadata = { title: "Tradewind" };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>{children}</body>
    </html>
  );
}
