import { call } from './http';
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
}

export interface Recordings {
  readonly behind: Behind;
  readonly session: string;
  readonly state: RecordingState;
  readonly items: readonly Segment[];
}

export type LinkPurpose = 'PLAY' | 'DOWNLOAD';

/** An address at which a segment can be had until it expires. */
export interface Link {
  readonly link: string;
  readonly address: string;
  readonly expiresAt: string;
}

export function fetchRecordings(session: string, signal: AbortSignal): Promise<Recordings> {
  return call('GET', `/api/sessions/${encodeURIComponent(session)}/recordings`, { signal });
}

export function issueLink(session: string, segment: string, purpose: LinkPurpose): Promise<Link> {
  return call('POST', `/api/segments/${encodeURIComponent(segment)}/links`, { json: { session, purpose } });
}
