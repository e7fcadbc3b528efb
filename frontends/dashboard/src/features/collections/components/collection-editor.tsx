"use client";

import Link from "next/link";
import { Layers } from "lucide-react";
import { isProblem } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { EmptyState } from "@tradewind/ui/state";
import { Loaded } from "@/components/loaded";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";
import { useCollectionId } from "@/lib/route-ids";
import { useCollection } from "../api/collections";
import { CollectionForm } from "./collection-form";

const t = messages.collections.form;

export function NewCollection() {
  return <CollectionForm collection={null} />;
}

export function CollectionEditor() {
  const collectionId = useCollectionId();
  return collectionId ? <KnownCollection key={collectionId} collectionId={collectionId} /> : <MissingCollection />;
}

function KnownCollection({ collectionId }: { collectionId: string }) {
  const store = useStore();
  const query = useCollection(store.id, collectionId);
  if (!query.data && isProblem(query.error) && query.error.status === 404) return <MissingCollection />;
  return (
    <Loaded query={query} failed={t.failed}>
      {(collection) => <CollectionForm collection={collection} />}
    </Loaded>
  );
}

function MissingCollection() {
  const store = useStore();
  return (
    <Card>
      <EmptyState
        heading="h1"
        icon={Layers}
        title={t.missing.title}
        description={t.missing.description}
        action={
          <Button asChild variant="outline">
            <Link href={paths.collections(store.id)}>{t.missing.action}</Link>
          </Button>
        }
      />
    </Card>
  );
}
