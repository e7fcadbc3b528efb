import { safeJson } from "@/lib/structured-data";

export function JsonLd({ data }: { data: Parameters<typeof safeJson>[0] }) {
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: safeJson(data) }} />;
}
