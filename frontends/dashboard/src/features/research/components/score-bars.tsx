import type { ResearchItem } from "@tradewind/api-client";
import { cn } from "@tradewind/ui/lib/cn";
import { research as t } from "@/lib/messages/research";
import { formatShare } from "@/lib/numbers";
import { factsOf } from "../lib/facts";

type Score = ResearchItem["score"];

const nameOf = (part: string): string => t.score.parts[part] ?? part;

/** The score with the range that missing facts leave open, and a bar for each part of it. */
export function ScoreBars({ score }: { score: Score }) {
  const told = score.parts.map((part) => `${nameOf(part.name)} ${part.value ?? t.score.unknown}`).join(", ");
  return (
    <div className="flex items-center gap-3">
      <div className="w-11 text-right">
        <p className="text-lg leading-5 font-semibold tabular-nums">
          <span className="sr-only">{`${t.score.of(score.value)}, ${t.score.range(score.low, score.high)}. ${told}`}</span>
          <span aria-hidden>{score.value}</span>
        </p>
        <p aria-hidden className="text-[11px] text-muted-foreground tabular-nums">
          {t.score.rangeShort(score.low, score.high)}
        </p>
      </div>
      <div aria-hidden className="flex h-8 items-end gap-1">
        {score.parts.map((part) => (
          <span
            key={part.name}
            title={`${nameOf(part.name)}: ${part.value ?? t.score.unknown}`}
            className="relative h-full w-2.5 overflow-hidden rounded-xs bg-muted"
          >
            {part.value === null ? (
              <span className="absolute inset-0 bg-[repeating-linear-gradient(135deg,transparent_0_2px,var(--border)_2px_4px)]" />
            ) : (
              <span
                className={cn("absolute inset-x-0 bottom-0", part.quality === "full" ? "bg-primary" : "bg-primary/55")}
                style={{ height: `${Math.max(4, part.value)}%` }}
              />
            )}
          </span>
        ))}
      </div>
    </div>
  );
}

/** Every part in full: its points, what it counts for, and the facts it rests on. */
export function ScoreParts({ score, locale }: { score: Score; locale: string }) {
  return (
    <ul className="grid gap-4">
      {score.parts.map((part) => (
        <li key={part.name} className="grid gap-1">
          <div className="flex items-baseline gap-2 text-[13px]">
            <span className="font-medium">{nameOf(part.name)}</span>
            <span className="min-w-0 flex-1 text-muted-foreground">
              {t.score.quality[part.quality]}
              {part.age_days === null ? "" : `, ${t.score.age(part.age_days)}`} · {t.score.weight(formatShare(part.weight * 100, locale))}
            </span>
            <span className="w-8 text-right font-semibold tabular-nums">{part.value ?? "–"}</span>
          </div>
          <div className="h-1.5 overflow-hidden rounded-full bg-muted">
            {part.value === null ? null : <div className="h-full rounded-full bg-primary" style={{ width: `${part.value}%` }} />}
          </div>
          {part.value === null ? (
            <p className="text-[12px] text-muted-foreground">{t.score.missing}</p>
          ) : (
            <dl className="grid gap-x-6 gap-y-0.5 text-[12px] sm:grid-cols-2">
              {factsOf(part.inputs, locale).map(({ name, value }) => (
                <div key={name} className="flex justify-between gap-3">
                  <dt className="text-muted-foreground">{t.score.inputs[name] ?? name.replaceAll("_", " ")}</dt>
                  <dd className="tabular-nums">{value}</dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ul>
  );
}
