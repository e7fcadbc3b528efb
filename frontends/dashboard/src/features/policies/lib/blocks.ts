import type { PageKind } from "@tradewind/api-client";

export const KINDS = ["returns", "shipping", "privacy", "terms", "imprint", "about", "contact"] as const satisfies readonly PageKind[];

/** Pages that show who the shopper deals with. */
export const WITH_CONTACT: ReadonlySet<PageKind> = new Set<PageKind>(["returns", "privacy", "terms", "imprint", "contact"]);

export const MAX_BODY = 40_000;

export type Block = { type: "heading" | "paragraph"; text: string } | { type: "list"; items: string[] };

/** A page's text as shoppers see it: headings, lists and paragraphs, and nothing read as markup. As the API renders it. */
export function blocksOf(body: string): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  let items: string[] = [];
  const close = () => {
    if (paragraph.length > 0) blocks.push({ type: "paragraph", text: paragraph.join("\n") });
    if (items.length > 0) blocks.push({ type: "list", items });
    paragraph = [];
    items = [];
  };
  for (const line of body.split(/\r?\n/)) {
    const text = line.trim();
    if (text === "") close();
    else if (text.startsWith("## ")) {
      close();
      blocks.push({ type: "heading", text: text.slice(3).trim() });
    } else if (text.startsWith("- ")) {
      if (paragraph.length > 0) close();
      items.push(text.slice(2).trim());
    } else {
      if (items.length > 0) close();
      paragraph.push(text);
    }
  }
  close();
  return blocks;
}

/** The parts in square brackets that only the merchant can fill in, each once. */
export function placeholdersOf(body: string): string[] {
  return [...new Set(body.match(/\[[^[\]]+\]/g) ?? [])];
}
