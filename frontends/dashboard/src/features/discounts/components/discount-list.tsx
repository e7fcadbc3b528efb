"use client";

import { useState } from "react";
import dynamic from "next/dynamic";
import { Plus, TicketPercent } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import type { Discount } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { PageHeader } from "@/components/page-header";
import { ProblemState } from "@/components/problem-state";
import { EditOnly } from "@/features/stores/components/edit-only";
import { NothingYet } from "@/features/stores/components/nothing-yet";
import { useCanEdit, useStore } from "@/features/stores/store-context";
import { discounts as discountWords } from "@/lib/messages/discounts";
import { useTitle } from "@/lib/use-title";
import { useDiscounts } from "../api/discounts";
import { DeleteDiscountDialog } from "./delete-discount-dialog";
import { DiscountTable, DiscountTableSkeleton } from "./discount-table";

const t = discountWords.list;
const NEW = "new";
/** The form is loaded when it is opened first. */
const DiscountDialog = dynamic(() => import("./discount-dialog").then((module) => module.DiscountDialog), { ssr: false });

/** The codes, and over them the form: `?edit=` holds the code that is open, or `new`. */
export function DiscountList() {
  const store = useStore();
  const canEdit = useCanEdit();
  useTitle(t.title, store.name);
  const discounts = useDiscounts(store.id);
  const [edited, setEdited] = useQueryState("edit", parseAsString.withOptions({ history: "push" }));
  const [removed, setRemoved] = useState<Discount | null>(null);
  const items = discounts.data?.pages.flatMap((page) => page.items);
  const create = (
    <EditOnly>
      <Button onClick={() => void setEdited(NEW)}>
        <Plus aria-hidden />
        {t.create}
      </Button>
    </EditOnly>
  );

  let content;
  if (items && items.length > 0) {
    content = (
      <>
        <DiscountTable discounts={items} onEdit={(code) => void setEdited(code)} onDelete={setRemoved} />
        {discounts.hasNextPage ? (
          <div className="border-t px-4 py-2.5 text-center">
            <Button variant="outline" size="sm" pending={discounts.isFetchingNextPage} onClick={() => void discounts.fetchNextPage()}>
              {t.more}
            </Button>
          </div>
        ) : null}
      </>
    );
  } else if (items) {
    content = <NothingYet icon={TicketPercent} words={t.empty} action={create} />;
  } else if (discounts.isError) {
    content = (
      <ProblemState
        error={discounts.error}
        title={t.failed}
        onRetry={() => void discounts.refetch()}
        retrying={discounts.isFetching}
      />
    );
  } else {
    content = <DiscountTableSkeleton />;
  }

  return (
    <>
      <PageHeader title={t.title} description={t.description} actions={items && items.length > 0 ? create : null} />
      <Card className="overflow-hidden">{content}</Card>
      {edited !== null && (canEdit || edited !== NEW) ? (
        <DiscountDialog key={edited} code={edited === NEW ? null : edited} onClose={() => void setEdited(null)} />
      ) : null}
      {removed ? <DeleteDiscountDialog discount={removed} onClose={() => setRemoved(null)} /> : null}
    </>
  );
}
