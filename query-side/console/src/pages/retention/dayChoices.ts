import { daysAfter } from '../../format/time';

export interface DayChoice {
  readonly label: string;
  /** As `2026-12-01`. */
  readonly day: string;
}

const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });
const DAYS_OF_WEEK = 7;
const DAYS_AHEAD = [30, 90] as const;

/** The days that people ask for by name: each weekday as it comes next, never today, and some further ahead. */
export function dayChoices(today: string): readonly DayChoice[] {
  const week = Array.from({ length: DAYS_OF_WEEK }, (_, index) => daysAfter(today, index + 1));
  return [
    ...week.map((day) => ({ label: `Next ${WEEKDAY.format(new Date(`${day}T00:00:00Z`))}`, day })),
    ...DAYS_AHEAD.map((days) => ({ label: `In ${String(days)} days`, day: daysAfter(today, days) })),
  ];
}
