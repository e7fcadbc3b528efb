import * as z from "zod/mini";
import type { LoginRequest, RegisterRequest } from "@tradewind/api-client";
import { messages } from "@/lib/messages";

const t = messages.account;

export const emailRule = z
  .string()
  .check(z.trim(), z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, t.emailInvalid), z.maxLength(254, t.emailInvalid));

export const loginSchema = z.object({
  email: emailRule,
  password: z.string().check(z.minLength(1, t.passwordRequired)),
}) satisfies z.ZodMiniType<LoginRequest>;

export const registerSchema = z.object({
  email: emailRule,
  password: z.string().check(z.minLength(10, t.passwordShort), z.maxLength(200, t.passwordLong)),
}) satisfies z.ZodMiniType<RegisterRequest>;
