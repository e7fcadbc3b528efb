import Link from "next/link";
import { Compass } from "lucide-react";
import { Button } from "@tradewind/ui/button";
import { EmptyState } from "@tradewind/ui/state";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";

const t = messages.common.notFound;

export default function NotFoundPage() {
  return (
    <main id="content" className="grid min-h-dvh place-items-center">
      <EmptyState
        heading="h1"
        icon={Compass}
        title={t.title}
        description={t.description}
        action={
          <Button asChild>
            <Link href={paths.stores}>{t.action}</Link>
          </Button>
        }
      />
    </main>
  );
}
