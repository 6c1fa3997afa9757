import { describe, expect, it } from 'vitest';
import { LogTime, UTC_TIME } from '../../format/time';
import { atMoment, filtersOf, hasFilters, momentOf, withFilter, withoutFilters } from './filters';

describe('the filters of an address', () => {
  it('ask for whole days of the session logs, the last included', () => {
    const filters = filtersOf(new URLSearchParams('from=2026-11-01&to=2026-11-02'), UTC_TIME);

    expect([filters.from, filters.to]).toEqual(['2026-11-01T00:00:00.000Z', '2026-11-03T00:00:00.000Z']);
  });

  it('mean days in the time zone of the session logs', () => {
    const filters = filtersOf(new URLSearchParams('from=2026-11-01'), new LogTime('Europe/Vienna'));

    expect(filters.from).toBe('2026-10-31T23:00:00.000Z');
  });

  it('ask for what was refused and what is held', () => {
    expect(filtersOf(new URLSearchParams('refused=true&held=false'), UTC_TIME)).toMatchObject({
      refused: 'true',
      held: 'false',
    });
  });

  it('do not narrow by what is no word of the API', () => {
    const filters = filtersOf(
      new URLSearchParams('recording=SOMETIMES&accessKind=&from=yesterday&held=maybe'),
      UTC_TIME,
    );

    expect(hasFilters(filters)).toBe(false);
  });

  it('keep the others when one is changed', () => {
    const changed = withFilter(new URLSearchParams('recording=READY'), 'endpoint', 'endpoint-7');

    expect(filtersOf(changed, UTC_TIME)).toMatchObject({ recording: 'READY', endpoint: 'endpoint-7' });
  });

  it('go away with an empty value', () => {
    expect(withFilter(new URLSearchParams('recording=READY'), 'recording', '').toString()).toBe('');
  });

  it('go away without the moment that is shown', () => {
    const asked = atMoment(new URLSearchParams('recording=READY'), '2026-11-24T09:30:00.000Z');

    expect(momentOf(withoutFilters(asked))).toBe('2026-11-24T09:30:00.000Z');
    expect(hasFilters(filtersOf(withoutFilters(asked), UTC_TIME))).toBe(false);
  });
});

describe('the moment of an address', () => {
  it('is now unless it is said', () => {
    expect(momentOf(new URLSearchParams('recording=READY'))).toBeUndefined();
    expect(momentOf(new URLSearchParams('at=yesterday'))).toBeUndefined();
    expect(momentOf(atMoment(new URLSearchParams('at=2026-11-24T09:30:00Z'), undefined))).toBeUndefined();
  });

  it('keeps the filters', () => {
    expect(
      atMoment(new URLSearchParams('recording=READY'), '2026-11-24T09:30:00.000Z').get('recording'),
    ).toBe('READY');
  });
});
