import type { PublicBlock } from "@tradewind/api-client";

/** The merchant's text, in the few shapes it can have. Nothing of it is read as markup; unknown shapes are left out. */
export function Blocks({ blocks }: { blocks: readonly PublicBlock[] }) {
  return (
    <div className="max-w-[68ch] space-y-5 leading-relaxed" dir="auto">
      {blocks.map((block, index) => {
        switch (block.type) {
          case "heading":
            return (
              <h2 key={index} className="display pt-5 text-xl leading-snug first:pt-0 sm:text-2xl">
                {block.text}
              </h2>
            );
          case "paragraph":
            return (
              <p key={index} className="whitespace-pre-line">
                {block.text}
              </p>
            );
          case "list":
            return (
              <ul key={index} className="list-disc space-y-1.5 pl-5 marker:text-control">
                {block.items.map((item, place) => (
                  <li key={place}>{item}</li>
                ))}
              </ul>
            );
          default:
            return null;
        }
      })}
    </div>
  );
}
