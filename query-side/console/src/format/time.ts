/*
 * Every time that the console shows goes through here, so that one place knows the time zone of the session logs.
 */

/** The time zone of the session logs. Teams will choose theirs; until then it is UTC. */
export const LOG_TIME_ZONE = 'UTC';

const DATE_TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: LOG_TIME_ZONE,
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const DATE = new Intl.DateTimeFormat('en-GB', {
  timeZone: LOG_TIME_ZONE,
  day: '2-digit',
  month: 'short',
  year: 'numeric',
});

const TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: LOG_TIME_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: LOG_TIME_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** `24 Nov 2026, 01:50:46` in the time zone of the session logs. */
export function logDateTime(iso: string): string {
  return DATE_TIME.format(new Date(iso));
}

/** `24 Nov 2026` in the time zone of the session logs. */
export function logDate(iso: string): string {
  return DATE.format(new Date(iso));
}

/** `01:50:46` in the time zone of the session logs. */
export function logTime(iso: string): string {
  return TIME.format(new Date(iso));
}

/** `01:50 UTC`: for a moment that is near. */
export function logClock(iso: string): string {
  return `${CLOCK.format(new Date(iso))} ${LOG_TIME_ZONE}`;
}

/** `24 Nov 2026, 01:50:46 – 01:52:03`, with the day of the end where it is another. */
export function logTimeRange(from: string, to: string): string {
  const sameDay = logDate(from) === logDate(to);
  return `${logDateTime(from)} – ${sameDay ? logTime(to) : logDateTime(to)}`;
}

/** `4 s`, `3 min 05 s`, `2 h 07 min`. */
export function duration(millis: number): string {
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (seconds < 60) {
    return `${String(seconds)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${String(minutes)} min ${padded(seconds % 60)} s`;
  }
  return `${String(Math.floor(minutes / 60))} h ${padded(minutes % 60)} min`;
}

export function durationBetween(from: string, to: string): string {
  return duration(Date.parse(to) - Date.parse(from));
}

/** The moment at which a day (`2026-11-24`) of the session logs begins, or undefined for no day. */
export function startOfLogDay(day: string): string | undefined {
  const moment = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** The moment at which a day of the session logs has ended, or undefined for no day. */
export function endOfLogDay(day: string): string | undefined {
  const start = startOfLogDay(day);
  if (start === undefined) {
    return undefined;
  }
  const moment = new Date(start);
  moment.setUTCDate(moment.getUTCDate() + 1);
  return moment.toISOString();
}

function padded(value: number): string {
  return String(value).padStart(2, '0');
}
