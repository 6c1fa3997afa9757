import type { TimelineItem } from '../../api/timeline';

/** What the timeline shows of one event, or of several that say the same again. */
export interface Entry {
  readonly item: TimelineItem;
  /** Which of the session's recordings it is about, counted from 1; null where it is about none. */
  readonly recording: number | null;
  /** The last of those that say the same; null where it stands alone. */
  readonly until: string | null;
  readonly times: number;
}

/** What relays and players report of a link every few seconds. */
const REPORTS: readonly string[] = ['recording-served', 'recording-played'];

/** Numbers the recordings in their order, and tells once what is reported every few seconds. */
export function entriesOf(items: readonly TimelineItem[]): Entry[] {
  const numbers = new Map<string, number>();
  const entries: Entry[] = [];
  for (const item of items) {
    if (item.segment !== null && !numbers.has(item.segment)) {
      numbers.set(item.segment, numbers.size + 1);
    }
    const index = indexOfTheSame(entries, item);
    const same = entries[index];
    if (same !== undefined) {
      entries[index] = {
        ...same,
        item: { ...same.item, about: item.about },
        until: item.at,
        times: same.times + 1,
      };
    } else {
      const recording = item.segment === null ? null : (numbers.get(item.segment) ?? null);
      entries.push({ item, recording, until: null, times: 1 });
    }
  }
  return entries;
}

/** Where the same was reported before, with nothing but reports of the same link since; -1 where it was not. */
function indexOfTheSame(entries: readonly Entry[], item: TimelineItem): number {
  const isReport = (other: TimelineItem) => REPORTS.includes(other.event) && other.of === item.of;
  if (!isReport(item)) {
    return -1;
  }
  const before = entries.findLastIndex((entry) => !isReport(entry.item));
  return entries.findLastIndex((entry, index) => index > before && entry.item.event === item.event);
}
