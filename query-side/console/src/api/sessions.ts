import type { CoverageInShort } from './coverage';
import { call, withQuery } from './http';
import { technicianPlatform } from './technicianPlatform';
import type { AccessKind, Behind, EndReason, Platform, RecordingState, ViewerKind } from './words';

/** A session as the log shows it, refused ones too. */
export interface SessionRow {
  readonly session: string;
  readonly endpoint: string;
  /** Null, as the two after it, where the session was refused because there was no such endpoint. */
  readonly endpointName: string | null;
  readonly endpointPlatform: Platform | null;
  readonly accessKind: AccessKind | null;
  readonly technician: string;
  readonly technicianName: string;
  readonly viewer: ViewerKind;
  readonly startedAt: string;
  /** Null while it runs; the time of the refusal for a refused one. */
  readonly endedAt: string | null;
  readonly endReason: EndReason | null;
  readonly endDetail: string | null;
  readonly refusal: { readonly code: string; readonly message: string } | null;
  readonly recording: {
    readonly state: RecordingState;
    readonly segments: number;
    readonly failed: number;
    /** Null until it is assessed, and where nothing was shown or it is not recorded. */
    readonly coverage: CoverageInShort | null;
  };
  /** Whether its recordings are under legal hold now. */
  readonly held: boolean;
}

export interface SessionsPage {
  readonly behind: Behind;
  readonly items: readonly SessionRow[];
  /** Where the next page begins, or null at the end. */
  readonly next: string | null;
}

/** Which sessions to show; what is undefined does not narrow. */
export interface SessionFilters {
  readonly technician?: string | undefined;
  readonly endpoint?: string | undefined;
  /** ISO-8601, included. */
  readonly from?: string | undefined;
  /** ISO-8601, not included. */
  readonly to?: string | undefined;
  readonly accessKind?: string | undefined;
  readonly recording?: string | undefined;
  /** `true` or `false`, as the next two. */
  readonly refused?: string | undefined;
  readonly held?: string | undefined;
  readonly gaps?: string | undefined;
  /** ISO-8601: as they stood at that moment; undefined for as they stand. */
  readonly at?: string | undefined;
}

/** Whom and what the log can be narrowed to. */
export interface FilterChoices {
  readonly technicians: readonly { readonly technician: string; readonly name: string }[];
  readonly endpoints: readonly { readonly endpoint: string; readonly name: string }[];
}

/** A session that may be entered once, with the ticket, until it expires. */
export interface StartedSession {
  readonly session: string;
  readonly ticket: string;
  readonly ticketExpiresAt: string;
  readonly viewerHost: string;
  readonly viewerPort: number;
  readonly webSocketPath: string;
  readonly monitor: number;
  readonly frameRate: number;
}

export interface NewSession {
  readonly endpoint: string;
  readonly monitor?: number;
  readonly frameRate?: number;
  readonly viewer: ViewerKind;
}

const PAGE_SIZE = 50;

export function fetchSessions(
  filters: SessionFilters,
  after: string | null,
  signal?: AbortSignal,
): Promise<SessionsPage> {
  const path = withQuery('/api/sessions', {
    ...filters,
    after: after ?? undefined,
    limit: String(PAGE_SIZE),
  });
  return call('GET', path, signal === undefined ? {} : { signal });
}

export function fetchFilterChoices(signal: AbortSignal): Promise<FilterChoices> {
  return call('GET', '/api/sessions/filters', { signal });
}

/** Where the same sessions are had as CSV. */
export function sessionsCsvAddress(filters: SessionFilters): string {
  return withQuery('/api/sessions.csv', { ...filters });
}

export function startSession(session: NewSession): Promise<StartedSession> {
  const platform = technicianPlatform(navigator.userAgent);
  return call('POST', '/api/sessions', { json: { ...session, technicianPlatform: platform } });
}

/** A new ticket of the same session, for another monitor. */
export function openView(session: string, monitor: number, frameRate: number): Promise<StartedSession> {
  return call('POST', `/api/sessions/${encodeURIComponent(session)}/views`, { json: { monitor, frameRate } });
}

export function changeFrameRate(session: string, frameRate: number): Promise<void> {
  return call('PUT', `/api/sessions/${encodeURIComponent(session)}/frame-rate`, { json: { frameRate } });
}

/** Ends a session, also from a page that is being left. */
export function endSession(session: string): Promise<void> {
  return call('DELETE', `/api/sessions/${encodeURIComponent(session)}`, { keepalive: true });
}
