import { call, withQuery } from './http';

/** What sort of thing it is that happened. */
export type EventKind =
  | 'TEAM'
  | 'COMPUTER'
  | 'SESSION'
  | 'VIEW'
  | 'RECORDING'
  | 'WARNING'
  | 'COVERAGE'
  | 'WATCHING'
  | 'HOLD'
  | 'DELETION'
  | 'UNKNOWN';

/** An event, in words. */
export interface TimelineItem {
  readonly position: number;
  readonly at: string;
  /** Whose history it belongs to: the session, its computer, or a link to a recording. */
  readonly of: string;
  readonly event: string;
  readonly kind: EventKind;
  readonly what: string;
  /** Null where nobody did it. */
  readonly who: string | null;
  readonly about: string;
  /** The recording that it is about; null where it is about none. */
  readonly segment: string | null;
}

export interface Timeline {
  /** Whether it lacks who watched, which not everybody may see. */
  readonly watchingLeftOut: boolean;
  readonly items: readonly TimelineItem[];
  readonly next: string | null;
}

export function fetchTimeline(
  session: string,
  zone: string,
  after: string | null,
  signal: AbortSignal,
): Promise<Timeline> {
  const path = withQuery(`/api/sessions/${encodeURIComponent(session)}/timeline`, {
    zone,
    after: after ?? undefined,
  });
  return call('GET', path, { signal });
}
