import { expect, it } from 'vitest';
import { isBeingDeleted } from './beingDeleted';

const AT = '2026-11-24T23:30:00Z';
const DECIDED = {
  decidedAt: AT,
  rule: { daysKept: 1, setAt: null, setBy: null },
  failure: null,
  failedAt: null,
};

it('is so from the end of its time to its deletion', () => {
  const at = Date.parse(AT);

  expect(isBeingDeleted({ expiry: null, keptUntil: AT }, at - 1)).toBe(false);
  expect(isBeingDeleted({ expiry: null, keptUntil: AT }, at)).toBe(true);
  expect(isBeingDeleted({ expiry: { ...DECIDED, deletedAt: null }, keptUntil: null }, at)).toBe(true);
  expect(isBeingDeleted({ expiry: { ...DECIDED, deletedAt: AT }, keptUntil: null }, at)).toBe(false);
});

it('is not so while a hold keeps it', () => {
  expect(isBeingDeleted({ expiry: null, keptUntil: null }, Date.parse(AT))).toBe(false);
});
