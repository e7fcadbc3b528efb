import type { CSSProperties } from "react";
import type { PublicStore } from "@tradewind/api-client";

type Branding = PublicStore["branding"];

/** A store's look, every choice settled. What each choice means is in `app/presets.css`. */
export type Theme = Omit<Branding, "logo">;

const PRESETS: Readonly<Record<Branding["preset"], Theme>> = {
  quiet: { preset: "quiet", accent: "#1f2a2b", on_accent: "#ffffff", background: "light", fonts: "geist", radius: "sharp" },
  bold: { preset: "bold", accent: "#3320e0", on_accent: "#ffffff", background: "paper", fonts: "bricolage", radius: "round" },
  warm: { preset: "warm", accent: "#8f3f22", on_accent: "#fffaf3", background: "cream", fonts: "fraunces", radius: "soft" },
};

const BY_NICHE: Readonly<Record<string, Branding["preset"]>> = {
  electronics: "bold",
  "sports-outdoors": "bold",
  "toys-games": "bold",
  automotive: "bold",
  "home-garden": "warm",
  pets: "warm",
  "baby-kids": "warm",
};

/** Used where CSS does not reach: the colour of the browser's frame. */
export const PAGE_COLORS: Readonly<Record<Branding["background"], string>> = {
  light: "#ffffff",
  paper: "#f6f5f1",
  cream: "#fbf7f0",
};

const COLOR = /^#[0-9a-f]{6}$/;

/** The merchant's choices; where there are none, or none that hold up, what suits the trade. */
export function themeOf(store: Pick<PublicStore, "niche"> & Partial<Pick<PublicStore, "branding">>): Theme {
  const { branding } = store;
  if (!branding || !(branding.preset in PRESETS) || !(branding.background in PAGE_COLORS)) return presetFor(store.niche);
  const { preset, accent, on_accent, background, fonts, radius } = branding;
  const readable = COLOR.test(accent) && COLOR.test(on_accent);
  const colors = readable ? { accent, on_accent } : { accent: PRESETS[preset].accent, on_accent: PRESETS[preset].on_accent };
  return { preset, background, fonts, radius, ...colors };
}

/** What suits the trade, always the same for the same store. */
export function presetFor(niche: string): Theme {
  return PRESETS[BY_NICHE[niche.trim().toLowerCase()] ?? "quiet"];
}

/** The attributes of the root element that all colours, faces and corners follow from. */
export function themeAttributes(theme: Theme) {
  const style: Record<`--${string}`, string> = {
    "--accent": theme.accent,
    "--on-accent": theme.on_accent,
    "--accent-hover": hoverShade(theme.accent),
  };
  return {
    "data-preset": theme.preset,
    "data-background": theme.background,
    "data-fonts": theme.fonts,
    "data-radius": theme.radius,
    style: style as CSSProperties,
  };
}

/** A step darker; of colours that are nearly black, a step lighter, for a step darker would not be seen. */
export function hoverShade(color: string): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const dark = Math.max(...channels) < 80;
  const shaded = channels.map((value) => Math.round(dark ? value + (255 - value) * 0.14 : value * 0.82));
  return `#${shaded.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
