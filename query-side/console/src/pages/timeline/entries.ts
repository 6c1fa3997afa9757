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

/** Numbers the recordings in their order, and tells once what a relay reports every few seconds. */
export function entriesOf(items: readonly TimelineItem[]): Entry[] {
  const numbers = new Map<string, number>();
  const entries: Entry[] = [];
  for (const item of items) {
    if (item.segment !== null && !numbers.has(item.segment)) {
      numbers.set(item.segment, numbers.size + 1);
    }
    const last = entries.at(-1);
    if (last !== undefined && saysTheSame(last.item, item)) {
      entries[entries.length - 1] = {
        ...last,
        item: { ...last.item, about: item.about },
        until: item.at,
        times: last.times + 1,
      };
    } else {
      const recording = item.segment === null ? null : (numbers.get(item.segment) ?? null);
      entries.push({ item, recording, until: null, times: 1 });
    }
  }
  return entries;
}

function saysTheSame(one: TimelineItem, other: TimelineItem): boolean {
  return one.event === 'recording-served' && other.event === one.event && other.of === one.of;
}
