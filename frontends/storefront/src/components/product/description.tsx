import { messages } from "@/lib/messages";
import { descriptionBlocks } from "@/lib/product/description";

export function Description({ text }: { text: string }) {
  const blocks = descriptionBlocks(text);
  if (blocks.length === 0) return null;
  return (
    <section className="mt-6" aria-labelledby="description">
      <h2 id="description" className="text-base" style={{ fontWeight: "var(--title-weight)" }}>
        {messages.product.description}
      </h2>
      <div className="mt-3 max-w-[62ch] space-y-4 text-[15px] leading-relaxed text-fg/90" dir="auto">
        {blocks.map((block, index) =>
          block.kind === "list" ? (
            <ul key={index} className="list-disc space-y-1 pl-5 marker:text-control">
              {block.items.map((item, place) => (
                <li key={place}>{item}</li>
              ))}
            </ul>
          ) : (
            <p key={index} className="whitespace-pre-line">
              {block.lines.join("\n")}
            </p>
          ),
        )}
      </div>
    </section>
  );
}
