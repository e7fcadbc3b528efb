import { z } from "zod";
import type { LoginRequest, RegisterRequest } from "@tradewind/api-client";
import { messages } from "@/lib/messages";

const t = messages.account;

const email = z
  .string()
  .trim()
  .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, t.emailInvalid)
  .max(254, t.emailInvalid);

export const loginSchema = z.object({
  email,
  password: z.string().min(1, t.passwordRequired),
}) satisfies z.ZodType<LoginRequest>;

export const registerSchema = z.object({
  email,
  password: z.string().min(10, t.passwordShort).max(200, t.passwordLong),
}) satisfies z.ZodType<RegisterRequest>;
