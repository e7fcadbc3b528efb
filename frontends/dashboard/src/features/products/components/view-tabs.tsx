"use client";

import { type FormEvent, useState } from "react";
import { BookmarkPlus, X } from "lucide-react";
import { toast } from "sonner";
import { Button } from "@tradewind/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@tradewind/ui/dialog";
import { Field } from "@tradewind/ui/field";
import { Input } from "@tradewind/ui/input";
import { cn } from "@tradewind/ui/lib/cn";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { views } from "@/lib/messages/views";
import { BUILT_IN_VIEWS, type ProductFilters, sameFilters } from "../lib/filters";
import { findView, MAX_VIEWS, useSavedViews } from "../lib/saved-views";

const t = views.views;
const BUILT_IN = ["all", "active", "draft", "out", "archived"] as const;

interface ViewTabsProps {
  filters: ProductFilters;
  onShow: (filters: ProductFilters) => void;
}

/** Views of every store and those the person saved; a new combination of filters can be saved as one more. */
export function ViewTabs({ filters, onShow }: ViewTabsProps) {
  const store = useStore();
  const saved = useSavedViews(store.id);
  const [naming, setNaming] = useState(false);
  const known = [...Object.values(BUILT_IN_VIEWS), ...saved.views.map((view) => view.filters)];
  const isNew = !known.some((one) => sameFilters(one, filters));
  return (
    <div className="flex items-center gap-2 border-b px-3 py-1">
      <div role="group" aria-label={t.label} className="-mx-1 flex min-w-0 flex-1 gap-1 overflow-x-auto px-1 py-1">
        {BUILT_IN.map((name) => (
          <ViewButton key={name} label={t[name]} pressed={sameFilters(filters, BUILT_IN_VIEWS[name])} onClick={() => onShow(BUILT_IN_VIEWS[name])} />
        ))}
        {saved.views.map((view) => (
          <ViewButton
            key={view.name}
            label={view.name}
            pressed={sameFilters(filters, view.filters)}
            onClick={() => onShow(view.filters)}
            onRemove={() => {
              saved.remove(view.name);
              toast.success(t.removed(view.name));
            }}
          />
        ))}
      </div>
      {isNew ? (
        <Button variant="ghost" size="sm" className="text-muted-foreground" onClick={() => setNaming(true)}>
          <BookmarkPlus aria-hidden />
          <span className="max-sm:sr-only">{t.save}</span>
        </Button>
      ) : null}
      {naming ? (
        <NameDialog
          saved={saved}
          onClose={() => setNaming(false)}
          onSave={(name) => {
            saved.save(name, filters);
            setNaming(false);
            toast.success(t.saved(name));
          }}
        />
      ) : null}
    </div>
  );
}

interface ViewButtonProps {
  label: string;
  pressed: boolean;
  onClick: () => void;
  onRemove?: () => void;
}

function ViewButton({ label, pressed, onClick, onRemove }: ViewButtonProps) {
  return (
    <span
      className={cn(
        "flex h-7 shrink-0 items-center rounded-md text-[13px] font-medium transition-colors",
        pressed ? "bg-muted text-foreground" : "text-muted-foreground hover:bg-muted/60 hover:text-foreground",
      )}
    >
      <button type="button" aria-pressed={pressed} onClick={onClick} className={cn("h-full max-w-48 truncate rounded-md px-2.5", onRemove && "pr-1")}>
        {label}
      </button>
      {onRemove ? (
        <button
          type="button"
          aria-label={t.remove(label)}
          title={t.remove(label)}
          onClick={onRemove}
          className="inline-flex size-7 items-center justify-center rounded-md text-muted-foreground hover:text-foreground"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : null}
    </span>
  );
}

interface NameDialogProps {
  saved: ReturnType<typeof useSavedViews>;
  onSave: (name: string) => void;
  onClose: () => void;
}

function NameDialog({ saved, onSave, onClose }: NameDialogProps) {
  const [name, setName] = useState("");
  const [error, setError] = useState<string>();
  const taken = findView(saved.views, name) !== undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") setError(t.nameMissing);
    else if (!taken && saved.views.length >= MAX_VIEWS) setError(t.full(MAX_VIEWS));
    else onSave(name.trim());
  };
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent title={t.saveTitle} description={t.saveDescription} closeLabel={messages.common.close}>
        <form onSubmit={submit} className="grid gap-4" noValidate>
          <Field label={t.name} error={error} hint={taken ? t.nameTaken : undefined}>
            <Input value={name} maxLength={40} autoComplete="off" onChange={(event) => setName(event.target.value)} />
          </Field>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              {messages.common.cancel}
            </Button>
            <Button type="submit">{t.save}</Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
