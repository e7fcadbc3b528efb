import localFont from "next/font/local";

// Never preloaded: a shop uses one of the three pairs, and the measured fallback keeps the lines where they are.
const geist = localFont({
  src: "../../../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2",
  variable: "--font-geist",
  weight: "100 900",
  preload: false,
});

const bricolage = localFont({
  src: "../../../node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2",
  variable: "--font-bricolage",
  weight: "200 800",
  preload: false,
});

const dmSans = localFont({
  src: "../../../node_modules/@fontsource-variable/dm-sans/files/dm-sans-latin-wght-normal.woff2",
  variable: "--font-dm-sans",
  weight: "100 1000",
  preload: false,
});

const fraunces = localFont({
  src: "../../../node_modules/@fontsource-variable/fraunces/files/fraunces-latin-wght-normal.woff2",
  variable: "--font-fraunces",
  weight: "100 900",
  preload: false,
  adjustFontFallback: "Times New Roman",
});

export const fontClasses = [geist, bricolage, dmSans, fraunces].map((font) => font.variable).join(" ");
