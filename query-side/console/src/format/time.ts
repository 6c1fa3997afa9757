/*
 * Every time that the console shows goes through here, so that one place knows the time zone of the session logs.
 */

const UTC = 'UTC';
const DAY_MILLIS = 24 * 60 * 60 * 1000;

const DAY = { day: '2-digit', month: 'short', year: 'numeric' } as const;
const MINUTES = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const SECONDS = { ...MINUTES, second: '2-digit' } as const;
const NUMBERS = { ...SECONDS, day: '2-digit', month: '2-digit', year: 'numeric' } as const;

/** Writes moments, and reads days, in the time zone of the session logs. */
export class LogTime {
  /** As the team has set it; UTC where this browser does not know that zone, so that what is shown is true. */
  readonly zone: string;

  private readonly dateTimes: Intl.DateTimeFormat;
  private readonly dates: Intl.DateTimeFormat;
  private readonly times: Intl.DateTimeFormat;
  private readonly clocks: Intl.DateTimeFormat;
  private readonly numbers: Intl.DateTimeFormat;

  constructor(wanted: string) {
    this.zone = isKnown(wanted) ? wanted : UTC;
    const format = (parts: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: this.zone, ...parts });
    this.dateTimes = format({ ...DAY, ...SECONDS });
    this.dates = format(DAY);
    this.times = format(SECONDS);
    this.clocks = format(MINUTES);
    this.numbers = format(NUMBERS);
  }

  /** `24 Nov 2026, 01:50:46`. */
  dateTime(iso: string): string {
    return this.dateTimes.format(new Date(iso));
  }

  /** `24 Nov 2026`. */
  date(iso: string): string {
    return this.dates.format(new Date(iso));
  }

  /** `01:50:46`. */
  time(iso: string): string {
    return this.times.format(new Date(iso));
  }

  /** `01:50 UTC`: for a moment that is near. */
  clock(iso: string): string {
    return `${this.clocks.format(new Date(iso))} ${this.zone}`;
  }

  /** `24 Nov 2026, 01:50:46 – 01:52:03`, with the day of the end where it is another. */
  range(from: string, to: string): string {
    const sameDay = this.date(from) === this.date(to);
    return `${this.dateTime(from)} – ${sameDay ? this.time(to) : this.dateTime(to)}`;
  }

  /** `14:03:11–14:03:14`, one of them where that says it all, and with the days where they are two. */
  span(from: string, to: string): string {
    if (this.date(from) !== this.date(to)) {
      return this.range(from, to);
    }
    const ends = [this.time(from), this.time(to)];
    return ends[0] === ends[1] ? this.time(from) : ends.join('–');
  }

  /** The day (`2026-11-24`) that a moment is on. */
  dayOf(iso: string): string {
    return new Date(this.shownAsUtc(Date.parse(iso))).toISOString().slice(0, 10);
  }

  /** The moment at which a day (`2026-11-24`) begins, or undefined for no day. */
  startOfDay(day: string): string | undefined {
    const midnight = Date.parse(`${day}T00:00:00Z`);
    if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(midnight)) {
      return undefined;
    }
    // Where clocks change at midnight, a day begins late, or midnight is there twice: the first moment that is on it.
    const first = [-DAY_MILLIS, DAY_MILLIS]
      .map((away) => midnight - this.offsetMillis(midnight + away))
      .sort((one, other) => one - other)
      .map((moment) => new Date(moment).toISOString());
    return first.find((moment) => this.dayOf(moment) === day) ?? first[0];
  }

  /** What a clock of the zone shows at a moment, to the second: `2026-11-24T10:30:00`. */
  clockAt(iso: string): string | undefined {
    const moment = Date.parse(iso);
    return Number.isNaN(moment) ? undefined : new Date(this.shownAsUtc(moment)).toISOString().slice(0, 19);
  }

  /**
   * The moment at which a clock of the zone shows this (`2026-11-24T10:30`): the first where it does so twice, and one
   * after the change where it never does. Undefined for no such text.
   */
  momentOf(clock: string): string | undefined {
    const shown = Date.parse(`${clock}Z`);
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(clock) || Number.isNaN(shown)) {
      return undefined;
    }
    const moments = [-DAY_MILLIS, DAY_MILLIS]
      .map((away) => shown - this.offsetMillis(shown + away))
      .sort((one, other) => one - other);
    const exact = moments.find((moment) => this.shownAsUtc(moment) === shown) ?? moments[1] ?? shown;
    return new Date(exact).toISOString();
  }

  /** The moment at which a day has ended, or undefined for no day. */
  endOfDay(day: string): string | undefined {
    const start = this.startOfDay(day);
    return start === undefined ? undefined : this.startOfDay(daysAfter(day, 1));
  }

  private offsetMillis(moment: number): number {
    return this.shownAsUtc(moment) - moment;
  }

  /** What the zone's clocks show, as if they showed UTC. */
  private shownAsUtc(moment: number): number {
    const second = Math.floor(moment / 1000) * 1000;
    const shown = new Map(
      this.numbers.formatToParts(new Date(second)).map(({ type, value }) => [type, Number(value)]),
    );
    const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0;
    return Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
  }
}

/** What holds until a team chooses its zone. */
export const UTC_TIME = new LogTime(UTC);

/** The zones that this browser can show, `UTC` first. */
export function timeZones(): readonly string[] {
  return [UTC, ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== UTC)];
}

/** The day (`2026-11-24`) so many days after another. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MILLIS).toISOString().slice(0, 10);
}

function isKnown(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
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

/** `0:07`, `12:03`, `1:00:09`: a place in a video. */
export function position(millis: number): string {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours === 0
    ? `${String(minutes)}:${padded(seconds % 60)}`
    : `${String(hours)}:${padded(minutes)}:${padded(seconds % 60)}`;
}

function padded(value: number): string {
  return String(value).padStart(2, '0');
}
