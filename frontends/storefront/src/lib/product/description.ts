export type Block = { kind: "paragraph"; lines: string[] } | { kind: "list"; items: string[] };

const BULLET = /^\s*(?:[-*•·–]|\d{1,2}[.)])\s+/;

/** A merchant's plain text as paragraphs and light lists. The text itself is never read as markup. */
export function descriptionBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  for (const part of text.replace(/\r\n?/g, "\n").split(/\n\s*\n/)) {
    let current: Block | null = null;
    for (const raw of part.split("\n")) {
      const line = raw.trim();
      if (!line) continue;
      const bullet = BULLET.test(line);
      if (bullet && current?.kind !== "list") blocks.push((current = { kind: "list", items: [] }));
      if (!bullet && current?.kind !== "paragraph") blocks.push((current = { kind: "paragraph", lines: [] }));
      if (current?.kind === "list") current.items.push(line.replace(BULLET, ""));
      else if (current?.kind === "paragraph") current.lines.push(line);
    }
  }
  return blocks;
}
