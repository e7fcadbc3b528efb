"use client";

import { useEffect } from "react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { Layers } from "lucide-react";
import { isProblem } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { EmptyState } from "@tradewind/ui/state";
import { Loaded, LoadingCards } from "@/components/loaded";
import { EditGate } from "@/features/stores/components/edit-gate";
import { useStore } from "@/features/stores/store-context";
import { collections } from "@/lib/messages/collections";
import { readOnly } from "@/lib/messages/read-only";
import { paths } from "@/lib/paths";
import { useCollectionId } from "@/lib/route-ids";
import { useCollection } from "../api/collections";

const t = collections.form;

/** The form is large and waits for its collection anyway: its code is fetched beside the data. */
const loadForm = () => import("./collection-form").then((module) => module.CollectionForm);
const CollectionForm = dynamic(loadForm, { ssr: false, loading: LoadingCards });

export function NewCollection() {
  const store = useStore();
  const { title, action } = readOnly.newCollection;
  return (
    <EditGate title={title} back={{ href: paths.collections(store.id), label: action }}>
      <CollectionForm collection={null} />
    </EditGate>
  );
}

export function CollectionEditor() {
  const collectionId = useCollectionId();
  return collectionId ? <KnownCollection key={collectionId} collectionId={collectionId} /> : <MissingCollection />;
}

function KnownCollection({ collectionId }: { collectionId: string }) {
  const store = useStore();
  const query = useCollection(store.id, collectionId);
  useEffect(() => void loadForm(), []);
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
