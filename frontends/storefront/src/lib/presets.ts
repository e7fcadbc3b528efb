/** The three looks. Their colours, radii and type pairs are tokens in `app/presets.css`. */
export const PRESETS = ["quiet", "bold", "warm"] as const;
export type Preset = (typeof PRESETS)[number];

const BY_NICHE: Readonly<Record<string, Preset>> = {
  electronics: "bold",
  "sports-outdoors": "bold",
  "toys-games": "bold",
  automotive: "bold",
  "home-garden": "warm",
  pets: "warm",
  "baby-kids": "warm",
};

/** Until merchants choose: what suits the trade, always the same for the same store. */
export function presetFor(niche: string): Preset {
  return BY_NICHE[niche.trim().toLowerCase()] ?? "quiet";
}

/** Used where CSS does not reach: the icon of the tab and the colour of the browser's frame. */
export const PRESET_COLORS: Readonly<Record<Preset, { accent: string; onAccent: string; background: string }>> = {
  quiet: { accent: "#1f2a2b", onAccent: "#ffffff", background: "#ffffff" },
  bold: { accent: "#3320e0", onAccent: "#ffffff", background: "#f6f5f1" },
  warm: { accent: "#8f3f22", onAccent: "#fffaf3", background: "#fbf7f0" },
};
