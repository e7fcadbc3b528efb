import { z } from "zod";
import type { CreateStore } from "@tradewind/api-client";
import { messages } from "@/lib/messages";
import { SLUG_PATTERN } from "../lib/slug";

const t = messages.stores.form;

export const storeSchema = z.object({
  name: z.string().trim().min(1, t.nameRequired).max(80, t.nameLong),
  niche: z.string().min(1, t.nicheRequired),
  description: z.string().trim().max(2_000, t.descriptionLong),
  currency: z.string().min(3),
  locale: z.string().min(2),
  timezone: z.string().min(1),
}) satisfies z.ZodType<CreateStore>;

export type StoreFormValues = z.infer<typeof storeSchema>;

export const settingsSchema = storeSchema.extend({
  slug: z.string().trim().max(50, t.slugInvalid).regex(SLUG_PATTERN, t.slugInvalid),
});

export type SettingsFormValues = z.infer<typeof settingsSchema>;
