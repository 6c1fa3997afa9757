import { describe, expect, it } from 'vitest';
import { filtersOf, hasFilters, withFilter } from './filters';

describe('the filters of an address', () => {
  it('ask for whole days of the session logs, the last included', () => {
    const filters = filtersOf(new URLSearchParams('from=2026-11-01&to=2026-11-02'));

    expect([filters.from, filters.to]).toEqual(['2026-11-01T00:00:00.000Z', '2026-11-03T00:00:00.000Z']);
  });

  it('do not narrow by what is no word of the API', () => {
    const filters = filtersOf(new URLSearchParams('recording=SOMETIMES&accessKind=&from=yesterday'));

    expect(hasFilters(filters)).toBe(false);
  });

  it('keep the others when one is changed', () => {
    const changed = withFilter(new URLSearchParams('recording=READY'), 'endpoint', 'endpoint-7');

    expect(filtersOf(changed)).toMatchObject({ recording: 'READY', endpoint: 'endpoint-7' });
  });

  it('go away with an empty value', () => {
    expect(withFilter(new URLSearchParams('recording=READY'), 'recording', '').toString()).toBe('');
  });
});
