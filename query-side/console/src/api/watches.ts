import { call, withQuery } from './http';
import type { LinkPurpose } from './recordings';
import type { Behind } from './words';

/** A part of a video, in milliseconds from its start. */
export interface Part {
  readonly fromMillis: number;
  readonly toMillis: number;
}

/** All that one person has asked of one recording for one purpose. */
export interface Watch {
  readonly segment: string;
  /** Null where the session has no such finished recording; such links are refused. */
  readonly recording: {
    readonly monitor: number;
    readonly monitorName: string;
    readonly firstFrameAt: string;
    readonly millis: number;
  } | null;
  readonly account: string;
  readonly name: string;
  readonly purpose: LinkPurpose;
  readonly firstAskedAt: string;
  /** How many links. */
  readonly issued: number;
  readonly lastIssuedAt: string | null;
  readonly refusal: {
    readonly count: number;
    readonly lastAt: string;
    readonly message: string;
  } | null;
  readonly servedBytes: number;
  readonly firstServedAt: string | null;
  readonly lastServedAt: string | null;
  /** The parts of the video that went out, in order. */
  readonly ranges: readonly Part[];
  /** Of the video that those are, 0 to 1. */
  readonly share: number;
  readonly firstPlayedAt: string | null;
  readonly lastPlayedAt: string | null;
  /** The parts of the video that the player says it has played, in order. */
  readonly played: readonly Part[];
  /** Of the video that those are, 0 to 1. */
  readonly playedShare: number;
}

export interface Watches {
  readonly behind: Behind;
  readonly items: readonly Watch[];
  readonly next: string | null;
}

export function fetchWatches(session: string, after: string | null, signal: AbortSignal): Promise<Watches> {
  const path = withQuery(`/api/sessions/${encodeURIComponent(session)}/watches`, {
    after: after ?? undefined,
  });
  return call('GET', path, { signal });
}
