import { call, withQuery } from './http';
import type { RetentionRule } from './recordings';
import type { Behind } from './words';

/** What becomes of a recording when its time is over. */
export type DueState = 'SCHEDULED' | 'HELD' | 'DELETING';

export interface DueRecording {
  readonly segment: string;
  readonly session: string;
  readonly endpointName: string;
  readonly monitor: number;
  readonly sizeBytes: number;
  /** From when its days are counted. */
  readonly endedAt: string;
  readonly dueAt: string;
  readonly state: DueState;
  readonly rule: RetentionRule;
  /** Names of the cases that keep it. */
  readonly heldFor: readonly string[];
  /** Why it could not be deleted when it was last tried, and when; null where it was not tried. */
  readonly failure: string | null;
  readonly failedAt: string | null;
}

/** What will be deleted, what would be if it were not held, and what is being deleted; what is due first comes first. */
export interface DueRecordings {
  readonly behind: Behind;
  readonly rule: RetentionRule;
  readonly items: readonly DueRecording[];
  readonly next: string | null;
}

export function fetchDueRecordings(
  until: string,
  after: string | null,
  signal: AbortSignal,
): Promise<DueRecordings> {
  return call('GET', withQuery('/api/retention', { until, after: after ?? undefined }), { signal });
}
