"use client";

import Link from "next/link";
import type { PageKind, Store } from "@tradewind/api-client";
import { Card, CardContent, CardHeader } from "@tradewind/ui/card";
import { useStore } from "@/features/stores/store-context";
import { countryName } from "@/lib/countries";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { type Block, blocksOf, WITH_CONTACT } from "../lib/blocks";

const t = messages.settings.policies;

interface PagePreviewProps {
  kind: PageKind;
  title: string;
  body: string;
}

/** What shoppers will read, while it is written. */
export function PagePreview({ kind, title, body }: PagePreviewProps) {
  const blocks = blocksOf(body);
  return (
    <Card aria-labelledby="page-preview" className="xl:sticky xl:top-7">
      <CardHeader title={t.preview} titleId="page-preview" />
      <CardContent>
        {blocks.length === 0 ? (
          <p className="text-muted-foreground">{t.previewEmpty}</p>
        ) : (
          <article aria-label={t.preview} className="grid grid-cols-1 gap-3 leading-6 break-words">
            <p className="text-lg leading-7 font-semibold tracking-tight">{title}</p>
            {blocks.map((block, index) => (
              <BlockView key={index} block={block} />
            ))}
            {WITH_CONTACT.has(kind) ? <Contact /> : null}
          </article>
        )}
      </CardContent>
    </Card>
  );
}

function BlockView({ block }: { block: Block }) {
  switch (block.type) {
    case "heading":
      return <h3 className="pt-2 font-semibold">{block.text}</h3>;
    case "paragraph":
      return <p className="whitespace-pre-line">{block.text}</p>;
    case "list":
      return (
        <ul className="list-disc space-y-1 pl-5">
          {block.items.map((item, index) => (
            <li key={index}>{item}</li>
          ))}
        </ul>
      );
  }
}

function Contact() {
  const store = useStore();
  const lines = [...addressLines(store), store.contact_email].filter(Boolean);
  return (
    <div className="border-t pt-3">
      <h3 className="font-semibold">{t.contactTitle}</h3>
      {lines.length > 0 ? (
        <address className="mt-1 not-italic">
          {lines.map((line, index) => (
            <span key={index} className="block">
              {line}
            </span>
          ))}
        </address>
      ) : (
        <p className="mt-1 text-muted-foreground">
          {t.contactNone}{" "}
          <Link href={paths.settings(store.id)} className="text-primary-strong underline underline-offset-4">
            {t.contactEdit}
          </Link>
        </p>
      )}
    </div>
  );
}

function addressLines({ address }: Store): string[] {
  if (!address) return [];
  const city = [address.postal_code, address.city, address.state].filter(Boolean).join(" ");
  return [address.name, address.line1, address.line2 ?? "", city, countryName(address.country)].filter(Boolean);
}
