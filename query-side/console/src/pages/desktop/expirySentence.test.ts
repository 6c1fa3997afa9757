import { expect, it } from 'vitest';
import { UTC_TIME } from '../../format/time';
import { expirySentence } from './expirySentence';

it('says when the session ends, in the time zone of the session logs', () => {
  expect(expirySentence('2026-11-24T14:05:59.9Z', UTC_TIME)).toBe(
    'This session ends at 14:05 UTC: it will have lasted as long as a recorded session may. You can connect again then.',
  );
});

it('says nothing as long as the end is not near', () => {
  expect(expirySentence(null, UTC_TIME)).toBeNull();
});
