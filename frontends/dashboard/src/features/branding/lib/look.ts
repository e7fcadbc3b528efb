import type { Look } from "@tradewind/api-client";

export const PRESETS: Readonly<Record<Look["preset"], Look>> = {
  quiet: { preset: "quiet", accent: "#1f2a2b", on_accent: "#ffffff", background: "light", fonts: "geist", radius: "sharp" },
  bold: { preset: "bold", accent: "#3320e0", on_accent: "#ffffff", background: "paper", fonts: "bricolage", radius: "round" },
  warm: { preset: "warm", accent: "#8f3f22", on_accent: "#fffaf3", background: "cream", fonts: "fraunces", radius: "soft" },
};

const BY_NICHE: Readonly<Record<string, Look["preset"]>> = {
  electronics: "bold",
  "sports-outdoors": "bold",
  "toys-games": "bold",
  automotive: "bold",
  "home-garden": "warm",
  pets: "warm",
  "baby-kids": "warm",
};

/** What suits the trade, for stores without a choice. */
export function presetOf(niche: string): Look["preset"] {
  return BY_NICHE[niche.trim().toLowerCase()] ?? "quiet";
}

/** The merchant's choices; an empty one is the preset's. */
export interface LookChoices {
  preset: Look["preset"] | "";
  accent: string;
  background: Look["background"] | "";
  fonts: Look["fonts"] | "";
  radius: Look["radius"] | "";
}

const HEX = /^#[0-9a-f]{6}$/i;

/** Every choice settled, as the API settles them. A colour that is no colour yet counts as none. */
export function lookOf(choices: LookChoices, niche: string): Look {
  const preset = PRESETS[choices.preset || presetOf(niche)];
  const accent = HEX.test(choices.accent) ? choices.accent.toLowerCase() : null;
  return {
    preset: preset.preset,
    accent: accent ?? preset.accent,
    on_accent: accent ? textOn(accent) : preset.on_accent,
    background: choices.background || preset.background,
    fonts: choices.fonts || preset.fonts,
    radius: choices.radius || preset.radius,
  };
}

interface Paper {
  bg: string;
  surface: string;
  line: string;
  soft: string;
}

/** The storefront's own values, for the preview. */
const PAPERS: Readonly<Record<Look["background"], Paper>> = {
  light: { bg: "#ffffff", surface: "#ffffff", line: "#e4e7e6", soft: "#f2f4f3" },
  paper: { bg: "#f6f5f1", surface: "#ffffff", line: "#dedbd3", soft: "#eae8e1" },
  cream: { bg: "#fbf7f0", surface: "#fffdf9", line: "#e9dfd1", soft: "#f4ebde" },
};
const INKS: Readonly<Record<Look["preset"], { fg: string; muted: string }>> = {
  quiet: { fg: "#171b1c", muted: "#596163" },
  bold: { fg: "#121117", muted: "#595663" },
  warm: { fg: "#2a201a", muted: "#66574b" },
};
const CORNERS: Readonly<Record<Look["radius"], { card: string; control: string }>> = {
  sharp: { card: "4px", control: "4px" },
  soft: { card: "10px", control: "10px" },
  round: { card: "18px", control: "999px" },
};
const TYPE: Readonly<Record<Look["fonts"], { body: string; display: string; weight: number; title: number }>> = {
  geist: { body: "var(--font-geist-sans)", display: "var(--font-geist-sans)", weight: 500, title: 500 },
  bricolage: { body: '"Bricolage Preview"', display: '"Bricolage Preview"', weight: 750, title: 650 },
  fraunces: { body: '"DM Sans Preview"', display: '"Fraunces Preview"', weight: 480, title: 550 },
};

/** CSS variables of a look, for an element that imitates the storefront. */
export function previewStyle(look: Look): Record<`--${string}`, string> {
  const [paper, ink, corner, type] = [PAPERS[look.background], INKS[look.preset], CORNERS[look.radius], TYPE[look.fonts]];
  return {
    "--p-bg": paper.bg,
    "--p-surface": paper.surface,
    "--p-line": paper.line,
    "--p-soft": paper.soft,
    "--p-fg": ink.fg,
    "--p-muted": ink.muted,
    "--p-accent": look.accent,
    "--p-on-accent": look.on_accent,
    "--p-card": corner.card,
    "--p-control": corner.control,
    "--p-body": `${type.body}, ui-sans-serif, system-ui, sans-serif`,
    "--p-display": `${type.display}, ui-serif, Georgia, serif`,
    "--p-weight": String(type.weight),
    "--p-title": String(type.title),
  };
}

/** Contrast of text, WCAG 2.2 level AA. */
const READABLE = 4.5;

/** Why a colour cannot be the accent, with the nearest shade that can; null when it can. */
export function accentProblem(choices: LookChoices, niche: string): { ratio: number; shade: string } | null {
  if (!HEX.test(choices.accent)) return null;
  const look = lookOf(choices, niche);
  const page = PAPERS[look.background].bg;
  const ratio = contrast(look.accent, page);
  return ratio >= READABLE ? null : { ratio, shade: darkened(look.accent, page) };
}

const channels = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));

function luminance(color: string): number {
  const [red, green, blue] = channels(color).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** 1 to 21, by relative luminance. */
export function contrast(first: string, second: string): number {
  const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

function textOn(color: string): string {
  return contrast("#ffffff", color) >= READABLE ? "#ffffff" : "#000000";
}

function darkened(color: string, page: string): string {
  for (let percent = 99; percent >= 0; percent -= 1) {
    const parts = channels(color).map((value) => Math.floor((value * percent) / 100).toString(16).padStart(2, "0"));
    const shade = `#${parts.join("")}`;
    if (contrast(shade, page) >= READABLE) return shade;
  }
  return "#000000";
}
