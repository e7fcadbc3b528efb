"use client";

import { useState } from "react";
import dynamic from "next/dynamic";
import { ChevronDown, X } from "lucide-react";
import type { BulkAction, Product, ProductStatus } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Dialog, DialogContent } from "@tradewind/ui/dialog";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuSeparator, DropdownMenuTrigger } from "@tradewind/ui/dropdown-menu";
import { messages } from "@/lib/messages";
import { bulk } from "@/lib/messages/bulk";
import { type Failures, useBulk } from "../lib/use-bulk";

// Loaded when first needed: a list is mostly looked at.
const BulkCollectionDialog = dynamic(() => import("./bulk-collection-dialog").then((module) => module.BulkCollectionDialog));
const BulkPriceDialog = dynamic(() => import("./bulk-price-dialog").then((module) => module.BulkPriceDialog));
const BulkTagsDialog = dynamic(() => import("./bulk-tags-dialog").then((module) => module.BulkTagsDialog));

const t = bulk;
const STATUSES = ["active", "draft", "archived"] as const satisfies readonly ProductStatus[];
type Open = "tags" | "price" | "collection" | null;

interface BulkBarProps {
  products: Product[];
  onClear: () => void;
}

/** What can be done with the ticked products; stands at the foot of the window while there are any. */
export function BulkBar({ products, onClear }: BulkBarProps) {
  const bulk = useBulk();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const run = (action: BulkAction) => {
    close();
    onClear();
    void bulk.run(products, action);
  };
  const statusItems = STATUSES.map((status) => (
    <DropdownMenuItem key={status} tone={status === "archived" ? "danger" : "normal"} onSelect={() => run({ type: "status", status })}>
      {t.toStatus[status]}
    </DropdownMenuItem>
  ));

  return (
    <>
      {products.length > 0 ? (
        <div
          role="region"
          aria-label={t.region}
          className="sticky bottom-3 z-20 mx-auto mt-3 flex w-fit max-w-full items-center gap-2 rounded-xl border bg-popover py-2 pr-2 pl-4 shadow-lg"
        >
          <p role="status" className="mr-2 font-medium whitespace-nowrap tabular-nums">
            {t.selected(products.length)}
          </p>
          <div className="hidden gap-2 sm:flex">
            <DropdownMenu>
              <DropdownMenuTrigger asChild>
                <Button variant="outline">
                  {t.status}
                  <ChevronDown aria-hidden />
                </Button>
              </DropdownMenuTrigger>
              <DropdownMenuContent>{statusItems}</DropdownMenuContent>
            </DropdownMenu>
            {(["tags", "price", "collection"] as const).map((name) => (
              <Button key={name} variant="outline" onClick={() => setOpen(name)}>
                {t[name]}
              </Button>
            ))}
          </div>
          <div className="sm:hidden">
            <DropdownMenu>
              <DropdownMenuTrigger asChild>
                <Button variant="outline" size="lg">
                  {t.actions}
                  <ChevronDown aria-hidden />
                </Button>
              </DropdownMenuTrigger>
              <DropdownMenuContent side="top">
                {(["tags", "price", "collection"] as const).map((name) => (
                  <DropdownMenuItem key={name} onSelect={() => setOpen(name)}>
                    {t[name]}
                  </DropdownMenuItem>
                ))}
                <DropdownMenuSeparator />
                {statusItems}
              </DropdownMenuContent>
            </DropdownMenu>
          </div>
          <Button variant="ghost" size="icon" aria-label={t.clear} title={t.clear} onClick={onClear}>
            <X aria-hidden />
          </Button>
        </div>
      ) : null}
      {open === "tags" ? <BulkTagsDialog products={products} onApply={run} onClose={close} /> : null}
      {open === "price" ? <BulkPriceDialog products={products} onApply={run} onClose={close} /> : null}
      {open === "collection" ? (
        <BulkCollectionDialog
          products={products}
          onClose={close}
          onApply={(collection) => {
            close();
            onClear();
            void bulk.addTo(products, collection);
          }}
        />
      ) : null}
      {bulk.failures ? <FailuresDialog failures={bulk.failures} onClose={bulk.closeFailures} /> : null}
    </>
  );
}

function FailuresDialog({ failures, onClose }: { failures: Failures; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title={t.failures.title(failures.failed.length)}
        description={t.failures.description(failures.succeeded)}
        closeLabel={messages.common.close}
      >
        <ul aria-label={t.failures.list} className="max-h-80 divide-y overflow-y-auto rounded-md border">
          {failures.failed.map(({ title, reason }, index) => (
            <li key={index} className="px-3 py-2">
              <p className="font-medium break-words">{title}</p>
              <p className="text-[13px] text-muted-foreground">{reason}</p>
            </li>
          ))}
        </ul>
        <Button variant="outline" className="justify-self-end" onClick={onClose}>
          {messages.common.close}
        </Button>
      </DialogContent>
    </Dialog>
  );
}
