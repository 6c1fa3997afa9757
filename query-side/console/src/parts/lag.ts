import type { Behind } from '../api/words';

const PATIENCE_MILLIS = 3000;

/** How long a read model has been behind without having caught up, as far as this page has seen. */
export interface Lag {
  /** When it was first seen behind, or null when it was up to date at the last look. */
  readonly since: number | null;
  readonly behind: Behind;
}

export const NO_LAG: Lag = { since: null, behind: { events: 0, seconds: 0 } };

export function observe(lag: Lag, behind: Behind, now: number): Lag {
  const late = behind.events > 0 || behind.seconds > 1;
  return { since: late ? (lag.since ?? now) : null, behind };
}

/** Events that have only just happened are no news; being late for longer is. */
export function isWorthTelling(lag: Lag, now: number): boolean {
  return lag.since !== null && (lag.behind.seconds > 1 || now - lag.since >= PATIENCE_MILLIS);
}

export function lagSentence(behind: Behind): string {
  const seconds = Math.round(behind.seconds);
  const events = behind.events === 1 ? '1 event' : `${String(behind.events)} events`;
  return seconds > 1
    ? `This list is ${String(seconds)} s behind (${events}).`
    : `This list is ${events} behind.`;
}
