import { describe, expect, it } from 'vitest';
import type { Expiry, Segment } from '../api/recordings';
import { fateSentence, ruleSentence } from './retention';
import { LogTime, UTC_TIME } from './time';

const AT = '2026-11-24T23:30:00Z';
const DECIDED: Expiry = {
  decidedAt: AT,
  rule: { daysKept: 90, setAt: AT, setBy: null },
  deletedAt: null,
  failure: null,
  failedAt: null,
};

const fateOf = (segment: Partial<Segment>, held = false) =>
  fateSentence({ state: 'READY', keptUntil: AT, expiry: null, ...segment } as Segment, held, UTC_TIME);

describe('the rule', () => {
  it('says whose it is, in the time zone of the session logs', () => {
    const vienna = new LogTime('Europe/Vienna');

    expect(ruleSentence({ daysKept: 90, setAt: null, setBy: null }, vienna)).toBe('90 days, the default');
    expect(ruleSentence({ daysKept: 1, setAt: AT, setBy: 'Ada' }, vienna)).toBe(
      '1 day, set by Ada on 25 Nov 2026',
    );
  });
});

describe('what becomes of a recording', () => {
  it('is told with its day while it is kept, and without while it is held', () => {
    expect(fateOf({})).toBe('Kept until 24 Nov 2026, 23:30:00');
    expect(fateOf({ keptUntil: null }, true)).toBe('Held until all holds are released');
  });

  it('is nothing yet while it is made', () => {
    expect(fateOf({ state: 'RECORDING', keptUntil: null }, true)).toBeNull();
  });

  it('is told from the decision to the deletion', () => {
    const expired = (expiry: Partial<Expiry>) =>
      fateOf({ state: 'EXPIRED', expiry: { ...DECIDED, ...expiry } });

    expect(expired({})).toBe('Being deleted after 90 days');
    expect(expired({ failedAt: AT, failure: 'Disk is read-only.' })).toBe(
      'Deletion failed on 24 Nov 2026, 23:30:00, it is tried again: Disk is read-only.',
    );
    expect(expired({ deletedAt: AT })).toBe('Deleted on 24 Nov 2026, 23:30:00 after 90 days');
  });
});
