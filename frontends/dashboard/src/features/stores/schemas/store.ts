import * as z from "zod/mini";
import type { CreateStore } from "@tradewind/api-client";
import { messages } from "@/lib/messages";

const t = messages.stores.form;

export const storeSchema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, t.nameRequired), z.maxLength(80, t.nameLong)),
  niche: z.string().check(z.minLength(1, t.nicheRequired)),
  description: z.string().check(z.trim(), z.maxLength(2_000, t.descriptionLong)),
  currency: z.string().check(z.minLength(3)),
  locale: z.string().check(z.minLength(2)),
  timezone: z.string().check(z.minLength(1)),
}) satisfies z.ZodMiniType<CreateStore>;

export type StoreFormValues = z.infer<typeof storeSchema>;
