import { expect, it } from 'vitest';
import { mayBeTooOld, takeOverAt, type Received } from './addresses';

/** This computer's clock is a day ahead of the server's, which makes no difference. */
const RECEIVED = Date.parse('2026-11-25T10:00:00Z');

const lived = (answeredAt: string | null, expiresAt: string): Received => ({
  link: { link: 'link-1', address: '/media/1', answeredAt, expiresAt },
  at: RECEIVED,
});

it('makes the next address take over a minute before one of ten minutes expires', () => {
  const received = lived('2026-11-24T10:00:00Z', '2026-11-24T10:10:00Z');

  expect(takeOverAt(received) - RECEIVED).toBe(9 * 60_000);
});

it('makes it take over sooner where addresses live shortly', () => {
  expect(takeOverAt(lived('2026-11-24T10:00:00Z', '2026-11-24T10:00:08Z')) - RECEIVED).toBe(6000);
});

it('is careful where the server does not say its time', () => {
  expect(takeOverAt(lived(null, '2026-11-24T10:10:00Z')) - RECEIVED).toBe(45_000);
});

it('blames no failure on the age of an address that is new', () => {
  const received = lived(null, '2026-11-24T10:10:00Z');

  expect(mayBeTooOld(received, RECEIVED + 1000)).toBe(false);
  expect(mayBeTooOld(received, RECEIVED + 3000)).toBe(true);
});
