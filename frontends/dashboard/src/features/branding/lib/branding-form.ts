import type { Store, UpdateStore } from "@tradewind/api-client";
import type { Report } from "@/lib/form-rules";
import { messages } from "@/lib/messages";
import { accentProblem, type LookChoices } from "./look";

const t = messages.settings.branding;

export interface BrandingFormValues extends LookChoices {
  logoId: string;
  announcement: string;
  announcementHref: string;
  announcementActive: boolean;
}

export function formOf({ branding, announcement }: Store): BrandingFormValues {
  return {
    preset: branding.preset ?? "",
    accent: branding.accent ?? "",
    background: branding.background ?? "",
    fonts: branding.fonts ?? "",
    radius: branding.radius ?? "",
    logoId: branding.logo_image_id ?? "",
    announcement: announcement?.text ?? "",
    announcementHref: announcement?.href ?? "",
    announcementActive: announcement?.active ?? false,
  };
}

export function checkBranding(values: BrandingFormValues, niche: string, report: Report): void {
  if (values.accent !== "" && !/^#[0-9a-f]{6}$/i.test(values.accent)) report(["accent"], t.accentInvalid);
  const pale = accentProblem(values, niche);
  if (pale) report(["accent"], t.accentPale(pale.ratio.toFixed(1), pale.shade));
  if (values.announcementActive && values.announcement.trim() === "") report(["announcement"], t.announcementMissing);
  const href = values.announcementHref.trim();
  if (href !== "" && !/^\/(?![/\\])/.test(href)) report(["announcementHref"], t.announcementLinkInvalid);
}

export function bodyOf(values: BrandingFormValues, before: Store, version: number): UpdateStore {
  const text = values.announcement.trim();
  const announcement =
    text === "" ? null : { text, href: values.announcementHref.trim() || null, active: values.announcementActive };
  return {
    version,
    branding: {
      preset: values.preset || null,
      accent: values.accent ? values.accent.toLowerCase() : null,
      background: values.background || null,
      fonts: values.fonts || null,
      radius: values.radius || null,
      logo_image_id: values.logoId || null,
    },
    ...(announcement === null && before.announcement === null ? {} : { announcement }),
  };
}

const FIELDS: Readonly<Record<string, keyof BrandingFormValues>> = {
  "branding.preset": "preset",
  "branding.accent": "accent",
  "branding.background": "background",
  "branding.fonts": "fonts",
  "branding.radius": "radius",
  "branding.logo_image_id": "logoId",
  "announcement.text": "announcement",
  "announcement.href": "announcementHref",
};

export function fieldOf(path: string): keyof BrandingFormValues | null {
  return FIELDS[path] ?? null;
}
