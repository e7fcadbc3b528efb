import type { Money } from "@tradewind/api-client";
import { type Cart, type CartLine, EMPTY_CART, MAX_LINES, MAX_QUANTITY } from "./model";

const VERSION = 1;

export const cartKey = (slug: string): string => `tradewind:cart:${slug}`;

export function serializeCart(cart: Cart): string {
  return JSON.stringify({ version: VERSION, lines: cart.lines });
}

/**
 * The cart in a stored text. Anything may stand there: another version, half a line, somebody's experiment.
 * Lines that do not hold up are left out; what cannot be read at all is an empty cart.
 */
export function parseCart(text: string | null): Cart {
  if (!text) return EMPTY_CART;
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return EMPTY_CART;
  }
  if (!isRecord(stored) || stored.version !== VERSION || !Array.isArray(stored.lines)) return EMPTY_CART;
  const lines: CartLine[] = [];
  for (const value of stored.lines.slice(0, MAX_LINES)) {
    const line = parseLine(value);
    const sameCurrency = line && (lines.length === 0 || lines[0]?.price.currency === line.price.currency);
    if (line && sameCurrency && !lines.some((other) => other.variantId === line.variantId)) lines.push(line);
  }
  return lines.length > 0 ? { lines } : EMPTY_CART;
}

function parseLine(value: unknown): CartLine | null {
  if (!isRecord(value)) return null;
  const { productId, variantId, productSlug, title, variantName, quantity } = value;
  const price = parseMoney(value.price);
  if (!isText(productId, 40) || !isText(variantId, 40) || !isText(title, 500)) return null;
  if (typeof productSlug !== "string" || productSlug.length > 120) return null;
  if (typeof variantName !== "string" || variantName.length > 500 || !price) return null;
  if (!isWhole(quantity) || quantity < 1 || quantity > MAX_QUANTITY) return null;
  return { productId, variantId, productSlug, title, variantName, image: parseImage(value.image), price, quantity };
}

function parseMoney(value: unknown): Money | null {
  if (!isRecord(value) || !isWhole(value.amount) || value.amount < 0) return null;
  if (typeof value.currency !== "string" || !/^[A-Z]{3}$/.test(value.currency)) return null;
  return { amount: value.amount, currency: value.currency };
}

function parseImage(value: unknown): CartLine["image"] {
  if (!isRecord(value) || typeof value.url !== "string" || !/^(https?:\/\/|\/)/.test(value.url)) return null;
  return { url: value.url, alt: typeof value.alt === "string" ? value.alt : "" };
}

const isRecord = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === "object";
const isText = (value: unknown, max: number): value is string => typeof value === "string" && value !== "" && value.length <= max;
const isWhole = (value: unknown): value is number => typeof value === "number" && Number.isSafeInteger(value);
