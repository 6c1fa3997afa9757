import { expect, it } from 'vitest';
import { dueLabel, dueTone } from './due';

it('tells a deletion that failed from one that is under way', () => {
  expect(dueLabel({ state: 'DELETING', failedAt: null })).toBe('Being deleted');
  expect(dueLabel({ state: 'DELETING', failedAt: '2026-11-24T10:00:00Z' })).toBe('Deletion failed');
  expect(dueTone({ state: 'DELETING', failedAt: '2026-11-24T10:00:00Z' })).toBe('bad');
});

it('calls held recordings kept, not deleted', () => {
  expect(dueLabel({ state: 'HELD', failedAt: null })).toBe('Kept by a hold');
});
