import type { Segment } from '../../api/recordings';

/** The recordings of one monitor, in the order in which they were made. */
export interface MonitorRecordings {
  readonly monitor: number;
  readonly name: string;
  readonly segments: readonly Segment[];
}

/** A session's recordings by monitor and then by time. */
export function byMonitor(segments: readonly Segment[]): readonly MonitorRecordings[] {
  const groups = new Map<number, Segment[]>();
  for (const segment of segments) {
    const group = groups.get(segment.monitor);
    if (group === undefined) {
      groups.set(segment.monitor, [segment]);
    } else {
      group.push(segment);
    }
  }
  return [...groups]
    .sort(([one], [other]) => one - other)
    .map(([monitor, group]) => {
      const ordered = group.toSorted((one, other) => Date.parse(one.openedAt) - Date.parse(other.openedAt));
      return { monitor, name: ordered.at(-1)?.monitorName ?? '', segments: ordered };
    });
}
