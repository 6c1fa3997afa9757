import { call } from './http';

/** A command that makes a well-known streamer dial in. */
export interface DialInCommand {
  readonly streamer: string;
  readonly command: string;
}

interface WhereToDialIn {
  readonly dialInHost: string;
  readonly dialInPort: number;
  readonly how: readonly DialInCommand[];
}

/** With what the person at an attended computer lets a technician in, once. */
export interface IssuedCode extends WhereToDialIn {
  /** Nine digits. */
  readonly code: string;
  readonly expiresAt: string;
}

/** With what an unattended computer dials in for good. The server tells it once. */
export interface NumberToDialIn extends WhereToDialIn {
  readonly number: string;
}

export function issueCode(endpoint: string): Promise<IssuedCode> {
  return call('POST', `/api/endpoints/${encodeURIComponent(endpoint)}/codes`);
}

/** Another number for a computer that dials in for good. The one before is no longer taken. */
export function renewNumber(endpoint: string): Promise<NumberToDialIn> {
  return call('POST', `/api/endpoints/${encodeURIComponent(endpoint)}/dial-in-number`);
}

/** Whether a streamer has dialled in that waits for whoever is signed in. */
export async function isStreamerWaiting(endpoint: string): Promise<boolean> {
  const path = `/api/endpoints/${encodeURIComponent(endpoint)}/streamer`;
  const { waiting } = await call<{ readonly waiting: boolean }>('GET', path);
  return waiting;
}
