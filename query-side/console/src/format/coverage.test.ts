import { expect, it } from 'vitest';
import type { Gap } from '../api/coverage';
import { coverageSentence } from './coverage';
import { LogTime, UTC_TIME } from './time';

const LOST: Gap = { from: '2026-11-24T14:03:11.250Z', to: '2026-11-24T14:03:14.100Z', reason: 'RELAY_LOST' };

it('says that all is recorded', () => {
  expect(coverageSentence({ percent: 100.0, gaps: 0, firstGap: null }, UTC_TIME)).toBe('100 %');
});

it('tells the gap with its reason, in the time zone of the session logs', () => {
  const coverage = { percent: 99.98, gaps: 1, firstGap: LOST };

  expect(coverageSentence(coverage, UTC_TIME)).toBe('99.98 %, gap 14:03:11–14:03:14, relay lost');
  expect(coverageSentence(coverage, new LogTime('Asia/Kolkata'))).toBe(
    '99.98 %, gap 19:33:11–19:33:14, relay lost',
  );
});

it('tells one moment of a gap that no clock shows to last', () => {
  const short: Gap = { ...LOST, to: '2026-11-24T14:03:11.900Z', reason: 'UNEXPLAINED' };

  expect(coverageSentence({ percent: 99.99, gaps: 1, firstGap: short }, UTC_TIME)).toBe(
    '99.99 %, gap 14:03:11, for no known reason',
  );
});

it('tells the days of a gap that lasts into the next', () => {
  const night: Gap = { ...LOST, to: '2026-11-25T00:00:01Z', reason: 'SEGMENT_FAILED' };

  expect(coverageSentence({ percent: 50.5, gaps: 1, firstGap: night }, UTC_TIME)).toBe(
    '50.5 %, gap 24 Nov 2026, 14:03:11 – 25 Nov 2026, 00:00:01, file not finished',
  );
});

it('counts gaps where there are several', () => {
  expect(coverageSentence({ percent: 0.01, gaps: 3, firstGap: LOST }, UTC_TIME)).toBe('0.01 %, 3 gaps');
});
