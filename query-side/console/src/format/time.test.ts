import { describe, expect, it } from 'vitest';
import { daysAfter, duration, LogTime, position, timeZones, UTC_TIME } from './time';

const VIENNA = new LogTime('Europe/Vienna');

describe('times of the session logs', () => {
  it('are shown in the zone of the logs, wherever the browser is', () => {
    expect(UTC_TIME.dateTime('2026-11-24T01:50:46.789Z')).toBe('24 Nov 2026, 01:50:46');
    expect(VIENNA.dateTime('2026-11-24T23:50:46.789Z')).toBe('25 Nov 2026, 00:50:46');
    expect(VIENNA.clock('2026-07-24T14:05:00Z')).toBe('16:05 Europe/Vienna');
  });

  it('are in UTC, and say so, where the browser does not know the zone', () => {
    const unknown = new LogTime('Middle-earth/Shire');

    expect(unknown.clock('2026-11-24T14:05:00Z')).toBe('14:05 UTC');
  });

  it('count midnight as 00', () => {
    expect(UTC_TIME.dateTime('2026-11-24T00:00:00Z')).toContain('00:00:00');
  });

  it('name the day once when a range ends on the same day', () => {
    expect(UTC_TIME.range('2026-11-24T01:00:00Z', '2026-11-24T01:02:03Z')).toBe(
      '24 Nov 2026, 01:00:00 – 01:02:03',
    );
  });

  it('name both days when a range crosses midnight', () => {
    expect(VIENNA.range('2026-11-24T22:59:59Z', '2026-11-24T23:00:01Z')).toBe(
      '24 Nov 2026, 23:59:59 – 25 Nov 2026, 00:00:01',
    );
  });
});

describe('duration', () => {
  it.each([
    [0, '0 s'],
    [-500, '0 s'],
    [59_400, '59 s'],
    [59_600, '1 min 00 s'],
    [185_000, '3 min 05 s'],
    [7_620_000, '2 h 07 min'],
  ])('of %i milliseconds reads %s', (millis, text) => {
    expect(duration(millis)).toBe(text);
  });
});

it('tells places in a video as players do', () => {
  expect([position(7_900), position(723_000), position(3_609_000)]).toEqual(['0:07', '12:03', '1:00:09']);
});

describe('a day of the session logs', () => {
  it('ends where the next begins, across months', () => {
    expect(UTC_TIME.startOfDay('2026-11-30')).toBe('2026-11-30T00:00:00.000Z');
    expect(UTC_TIME.endOfDay('2026-11-30')).toBe('2026-12-01T00:00:00.000Z');
  });

  it('has 23 hours when clocks go forward and 25 when they go back', () => {
    expect([VIENNA.startOfDay('2026-03-29'), VIENNA.endOfDay('2026-03-29')]).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
    expect([VIENNA.startOfDay('2026-10-25'), VIENNA.endOfDay('2026-10-25')]).toEqual([
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
  });

  it('begins at its first moment where clocks change at midnight', () => {
    expect(new LogTime('America/Santiago').startOfDay('2026-09-06')).toBe('2026-09-06T04:00:00.000Z');
    expect(new LogTime('America/Santiago').startOfDay('2026-04-05')).toBe('2026-04-05T04:00:00.000Z');
    expect(new LogTime('America/Havana').startOfDay('2026-11-01')).toBe('2026-11-01T04:00:00.000Z');
  });

  it('is found for each of its moments', () => {
    expect(VIENNA.dayOf('2026-11-24T22:59:59.999Z')).toBe('2026-11-24');
    expect(VIENNA.dayOf('2026-11-24T23:00:00Z')).toBe('2026-11-25');
  });

  it('is nothing when there is no such day', () => {
    expect(UTC_TIME.startOfDay('')).toBeUndefined();
    expect(UTC_TIME.endOfDay('2026-13-01')).toBeUndefined();
    expect(UTC_TIME.startOfDay('2026')).toBeUndefined();
  });

  it('is followed by others', () => {
    expect(daysAfter('2026-12-28', 7)).toBe('2027-01-04');
  });
});

it('offers UTC first, once', () => {
  expect(timeZones()[0]).toBe('UTC');
  expect(timeZones().filter((zone) => zone === 'UTC')).toHaveLength(1);
  expect(timeZones()).toContain('Europe/Vienna');
});

describe('a clock of the session logs', () => {
  it('shows moments, and is read back', () => {
    expect(VIENNA.clockAt('2026-11-24T09:30:05Z')).toBe('2026-11-24T10:30:05');
    expect(VIENNA.momentOf('2026-11-24T10:30:05')).toBe('2026-11-24T09:30:05.000Z');
    expect(VIENNA.momentOf('2026-07-24T10:30')).toBe('2026-07-24T08:30:00.000Z');
  });

  it('means the first of two moments, and the one after a change where there is none', () => {
    expect(VIENNA.momentOf('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(VIENNA.momentOf('2026-03-29T02:30')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('knows what is no time', () => {
    expect(VIENNA.momentOf('2026-11-24')).toBeUndefined();
    expect(VIENNA.momentOf('2026-13-24T10:30')).toBeUndefined();
    expect(VIENNA.clockAt('soon')).toBeUndefined();
  });
});
