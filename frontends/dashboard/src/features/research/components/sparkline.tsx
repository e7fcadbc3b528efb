import { formatNumber } from "@/lib/numbers";
import { research as t } from "@/lib/messages/research";
import { ends, polyline } from "../lib/sparkline";

interface SparklineProps {
  orders: readonly (number | null)[];
  locale: string;
  width?: number;
  height?: number;
  className?: string;
}

/** Orders of the last days as a line; in words for those who cannot see it. */
export function Sparkline({ orders, locale, width = 96, height = 28, className }: SparklineProps) {
  const range = ends(orders);
  if (!range) return <span className="text-[13px] text-muted-foreground">{t.sparklineNone}</span>;
  const rising = range.to > range.from;
  return (
    <svg
      role="img"
      aria-label={t.sparkline(formatNumber(range.from, locale), formatNumber(range.to, locale))}
      viewBox={`-2 -3 ${width + 4} ${height + 6}`}
      width={width}
      height={height}
      className={className}
      preserveAspectRatio="none"
    >
      <polyline
        points={polyline(orders, width, height)}
        fill="none"
        strokeWidth={1.75}
        strokeLinejoin="round"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
        className={rising ? "stroke-primary" : "stroke-muted-foreground"}
      />
    </svg>
  );
}
