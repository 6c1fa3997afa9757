import type { Coverage } from './coverage';
import { call, callDated, withQuery } from './http';
import type { Behind, CloseReason, RecordingState, SegmentState } from './words';

/** One recording file of a session. What is only known when it is closed is null until then. */
export interface Segment {
  readonly segment: string;
  readonly monitor: number;
  readonly monitorName: string;
  readonly openedAt: string;
  readonly firstFrameAt: string | null;
  readonly lastFrameAt: string | null;
  readonly endedAt: string | null;
  readonly sizeBytes: number | null;
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
  readonly frames: number | null;
  readonly closeReason: CloseReason | null;
  readonly state: SegmentState;
  readonly sha256: string | null;
  readonly objectName: string | null;
  /** When it will be deleted; null while a hold keeps it and where there is no file. */
  readonly keptUntil: string | null;
  /** Null until its deletion is decided. */
  readonly expiry: Expiry | null;
}

export interface Expiry {
  readonly decidedAt: string;
  readonly rule: RetentionRule;
  /** Null until the file is gone. */
  readonly deletedAt: string | null;
  /** Why it could not be deleted when it was last tried, and when; null where it never failed and once it is gone. */
  readonly failure: string | null;
  readonly failedAt: string | null;
}

/** For how long recordings are kept, and since when and by whom; both null for the default. */
export interface RetentionRule {
  readonly daysKept: number;
  readonly setAt: string | null;
  readonly setBy: string | null;
}

/** Keeps a session's recordings for a case until it is released. */
export interface Hold {
  readonly hold: string;
  readonly caseName: string;
  readonly reason: string;
  readonly placedByName: string;
  readonly placedAt: string;
  /** Null while it holds. */
  readonly release: {
    readonly byName: string;
    readonly reason: string;
    readonly at: string;
  } | null;
}

export interface Recordings {
  readonly behind: Behind;
  readonly session: string;
  readonly state: RecordingState;
  /** Null until it is assessed, and where nothing was shown or it is not recorded. */
  readonly coverage: Coverage | null;
  readonly rule: RetentionRule;
  /** When the first of them will be deleted; null while a hold keeps them and where there are none. */
  readonly keptUntil: string | null;
  /** Those that keep the recordings first, then those that were released. */
  readonly holds: readonly Hold[];
  readonly items: readonly Segment[];
}

export type LinkPurpose = 'PLAY' | 'DOWNLOAD';

/** An address at which a segment can be had until it expires. */
export interface Link {
  readonly link: string;
  readonly address: string;
  readonly expiresAt: string;
  /** When it was issued by the server's clock, to the second; null where that is not known. */
  readonly answeredAt: string | null;
}

/** @param at ISO-8601: as they stood at that moment; undefined for as they stand */
export function fetchRecordings(
  session: string,
  at: string | undefined,
  signal: AbortSignal,
): Promise<Recordings> {
  return call('GET', withQuery(`/api/sessions/${encodeURIComponent(session)}/recordings`, { at }), {
    signal,
  });
}

export async function issueLink(session: string, segment: string, purpose: LinkPurpose): Promise<Link> {
  const path = `/api/segments/${encodeURIComponent(segment)}/links`;
  const { answer, answeredAt } = await callDated<Omit<Link, 'answeredAt'>>('POST', path, {
    json: { session, purpose },
  });
  return { ...answer, answeredAt };
}

export async function placeHold(session: string, caseName: string, reason: string): Promise<string> {
  const path = `/api/sessions/${encodeURIComponent(session)}/holds`;
  const { hold } = await call<{ readonly hold: string }>('POST', path, { json: { caseName, reason } });
  return hold;
}

export function releaseHold(session: string, hold: string, reason: string): Promise<void> {
  const path = `/api/sessions/${encodeURIComponent(session)}/holds/${encodeURIComponent(hold)}/release`;
  return call('POST', path, { json: { reason } });
}
