import type { ResearchDetail } from "@tradewind/api-client";
import { formatDate } from "@tradewind/ui/lib/dates";
import { research as t } from "@/lib/messages/research";
import { formatNumber } from "@/lib/numbers";
import { polyline } from "../lib/sparkline";

interface HistoryChartProps {
  history: ResearchDetail["history"];
  locale: string;
}

const WIDTH = 480;
const HEIGHT = 120;

/** Orders of the trailing 30 days over everything that was observed; the table beside it says the same. */
export function HistoryChart({ history, locale }: HistoryChartProps) {
  const points = polyline(history.map((entry) => entry.orders_30d), WIDTH, HEIGHT);
  const known = history.filter((entry) => entry.orders_30d !== null);
  const first = known[0];
  const last = known.at(-1);
  if (!points || !first || !last) return <p className="text-[13px] text-muted-foreground">{t.sparklineNone}</p>;
  const high = Math.max(...known.map((entry) => entry.orders_30d ?? 0));
  const day = (value: string) => formatDate(value, { locale, timeZone: "UTC" });
  return (
    <figure className="grid gap-1">
      <div className="flex items-start gap-2">
        <svg viewBox={`-2 -4 ${WIDTH + 4} ${HEIGHT + 8}`} role="img" aria-label={t.detail.historyLabel} className="h-32 w-full" preserveAspectRatio="none">
          <line x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className="stroke-border" vectorEffect="non-scaling-stroke" />
          <polyline
            points={points}
            fill="none"
            strokeWidth={2}
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
            className="stroke-primary"
          />
        </svg>
        <span className="text-[12px] text-muted-foreground tabular-nums">{formatNumber(high, locale)}</span>
      </div>
      <figcaption className="flex justify-between text-[12px] text-muted-foreground tabular-nums">
        <span>
          {day(first.day)}: {formatNumber(first.orders_30d ?? 0, locale)}
        </span>
        <span>
          {day(last.day)}: {formatNumber(last.orders_30d ?? 0, locale)}
        </span>
      </figcaption>
    </figure>
  );
}
