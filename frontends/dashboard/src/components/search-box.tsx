"use client";

import { useEffect, useState } from "react";
import { Search, X } from "lucide-react";
import { Input } from "@tradewind/ui/input";
import { useDebounced } from "@/lib/use-debounced";

interface SearchBoxProps {
  label: string;
  placeholder: string;
  clearLabel: string;
  value: string;
  onSearch: (value: string) => void;
}

/** Hands the words on once typing pauses, and follows when the address changes them. */
export function SearchBox({ label, placeholder, clearLabel, value, onSearch }: SearchBoxProps) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  const settled = useDebounced(text, 250);

  if (known !== value) {
    setKnown(value);
    if (value !== text.trim()) setText(value);
  }

  useEffect(() => {
    const words = settled.trim();
    if (settled === text && words !== value) onSearch(words);
    // Only a pause in typing searches; a change of `value` comes from outside.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [settled]);

  return (
    <div className="relative w-full sm:w-64">
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground" />
      <Input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="px-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {text ? (
        <button
          type="button"
          aria-label={clearLabel}
          onClick={() => setText("")}
          className="absolute top-1/2 right-1 inline-flex size-7 -translate-y-1/2 items-center justify-center rounded-sm text-muted-foreground hover:text-foreground"
        >
          <X aria-hidden className="size-4" />
        </button>
      ) : null}
    </div>
  );
}
