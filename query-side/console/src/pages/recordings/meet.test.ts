import { expect, it } from 'vitest';
import { aimOf, stepOf, type Shown } from './meet';

const PLAYING: Shown = { currentTime: 100, paused: false, playbackRate: 1 };
const FAST: Shown = { ...PLAYING, playbackRate: 2 };
const PAUSED: Shown = { ...PLAYING, paused: true };

it('waits ahead of a video that plays, further where it plays faster, and at the end at most', () => {
  expect(aimOf(PLAYING, 200)).toBe(101.5);
  expect(aimOf(FAST, 200)).toBe(103);
  expect(aimOf(PLAYING, 101)).toBe(101);
  expect(aimOf(PAUSED, 200)).toBe(100);
});

it.each([
  [PLAYING, 101, 'WAIT'],
  [PLAYING, 100.03, 'START'],
  [PLAYING, 99.99, 'START'],
  [PLAYING, 99.5, 'AIM'],
  [PLAYING, 150, 'AIM'],
  [FAST, 100.07, 'START'],
  [PAUSED, 100, 'START'],
  [PAUSED, 101.5, 'AIM'],
] as const)('beside %o at %d it does %s', (shown, place, step) => {
  expect(stepOf(shown, place, 200)).toBe(step);
});

it('leaves the last of the video to the one that is shown', () => {
  const nearlyOver = { currentTime: 59.7, paused: false, playbackRate: 1 };
  expect(stepOf(nearlyOver, 59.7, 60)).toBe('WAIT');
  expect(stepOf({ ...nearlyOver, currentTime: 59.2 }, 59.2, 60)).toBe('START');
});

it('takes nothing over at the end, where starting would be starting again', () => {
  expect(stepOf({ ...PLAYING, currentTime: 199.99 }, 200, 200)).toBe('WAIT');
});
