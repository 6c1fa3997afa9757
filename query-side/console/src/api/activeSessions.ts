import { call } from './http';
import type { AccessKind, Behind } from './words';

export interface ActiveSession {
  readonly session: string;
  readonly endpoint: string;
  readonly endpointName: string;
  readonly accessKind: AccessKind;
  readonly technician: string;
  readonly technicianName: string;
  readonly startedAt: string;
  /** Null, as the view's other parts, until the viewer has come. */
  readonly monitor: number | null;
  readonly monitorName: string | null;
  readonly frameRate: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly recorded: boolean;
  /** When it ends by itself; null until that is near. */
  readonly expiresAt: string | null;
}

export interface ActiveSessions {
  readonly behind: Behind;
  readonly items: readonly ActiveSession[];
}

export function fetchActiveSessions(signal: AbortSignal): Promise<ActiveSessions> {
  return call('GET', '/api/active-sessions', { signal });
}

/** How the live updates are doing. */
export type Connection = 'CONNECTING' | 'LIVE' | 'RECONNECTING';

const RETRY_MILLIS = 3000;

/** Calls back with each state of the active sessions until the function that it returns is called. */
export function followActiveSessions(
  onSessions: (sessions: ActiveSessions) => void,
  onConnection: (connection: Connection) => void,
  /** Called when the server refused, as it does when one is signed out. */
  onRefused: () => void,
): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    const opened = new EventSource('/api/active-sessions/updates');
    source = opened;
    opened.addEventListener('open', () => {
      onConnection('LIVE');
    });
    opened.addEventListener('active-sessions', (event: MessageEvent<string>) => {
      onConnection('LIVE');
      onSessions(JSON.parse(event.data) as ActiveSessions);
    });
    opened.addEventListener('error', () => {
      onConnection('RECONNECTING');
      // The browser tries again by itself, but not after an answer that was no event stream.
      if (opened.readyState === EventSource.CLOSED) {
        onRefused();
        retry = setTimeout(open, RETRY_MILLIS);
      }
    });
  };

  onConnection('CONNECTING');
  open();
  return () => {
    clearTimeout(retry);
    source?.close();
  };
}
