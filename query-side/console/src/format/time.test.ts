import { describe, expect, it } from 'vitest';
import { duration, endOfLogDay, logDateTime, logTimeRange, startOfLogDay } from './time';

describe('times of the session logs', () => {
  it('are shown in UTC, wherever the browser is', () => {
    expect(logDateTime('2026-11-24T01:50:46.789Z')).toBe('24 Nov 2026, 01:50:46');
  });

  it('count midnight as 00', () => {
    expect(logDateTime('2026-11-24T00:00:00Z')).toContain('00:00:00');
  });

  it('name the day once when a range ends on the same day', () => {
    expect(logTimeRange('2026-11-24T01:00:00Z', '2026-11-24T01:02:03Z')).toBe(
      '24 Nov 2026, 01:00:00 – 01:02:03',
    );
  });

  it('name both days when a range crosses midnight', () => {
    expect(logTimeRange('2026-11-24T23:59:59Z', '2026-11-25T00:00:01Z')).toBe(
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

describe('a day of the session logs', () => {
  it('ends where the next begins, across months', () => {
    expect(startOfLogDay('2026-11-30')).toBe('2026-11-30T00:00:00.000Z');
    expect(endOfLogDay('2026-11-30')).toBe('2026-12-01T00:00:00.000Z');
  });

  it('is nothing when there is no such day', () => {
    expect(startOfLogDay('')).toBeUndefined();
    expect(endOfLogDay('2026-13-01')).toBeUndefined();
  });
});
