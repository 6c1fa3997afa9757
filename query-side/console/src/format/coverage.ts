import type { Gap } from '../api/coverage';
import { gapReasonLabel } from './labels';
import type { LogTime } from './time';

/** `100 %`; `99.98 %, gap 14:03:11–14:03:14, relay lost`; with more than one gap their number. */
export function coverageSentence(
  coverage: { readonly percent: number; readonly gaps: number; readonly firstGap: Gap | null },
  log: LogTime,
): string {
  const percent = `${String(coverage.percent)} %`;
  if (coverage.firstGap === null) {
    return percent;
  }
  return coverage.gaps === 1
    ? `${percent}, gap ${gapLabel(coverage.firstGap, log)}`
    : `${percent}, ${String(coverage.gaps)} gaps`;
}

/** `14:03:11–14:03:14, relay lost`. */
export function gapLabel(gap: Gap, log: LogTime): string {
  return `${log.span(gap.from, gap.to)}, ${gapReasonLabel(gap.reason)}`;
}
