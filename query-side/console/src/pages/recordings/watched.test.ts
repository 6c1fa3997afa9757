import { expect, it } from 'vitest';
import type { Watch } from '../../api/watches';
import { nothingLabel, partsSentence, shareLabel, watchedBetween, watchLabel } from './watched';

const RECORDING = { monitor: 1, monitorName: 'Main', firstFrameAt: '2026-11-24T10:00:00Z', millis: 120_000 };
const REFUSAL = { count: 1, lastAt: '2026-11-24T10:00:00Z', message: 'Only owners may.' };

const watch = (parts: Partial<Watch>) =>
  ({
    purpose: 'PLAY',
    issued: 1,
    refusal: null,
    share: 0,
    ranges: [],
    firstServedAt: null,
    lastServedAt: null,
    firstPlayedAt: null,
    lastPlayedAt: null,
    recording: RECORDING,
    ...parts,
  }) as Watch;

it('tells who played from who was only refused', () => {
  expect(watchLabel(watch({}))).toBe('Played');
  expect(watchLabel(watch({ refusal: REFUSAL }))).toBe('Played');
  expect(watchLabel(watch({ issued: 0, refusal: REFUSAL, purpose: 'DOWNLOAD' }))).toBe('Refused to download');
});

it.each([
  [0.001, '1 %'],
  [0.834, '83 %'],
  [0.999, '99 %'],
  [1, 'All of it'],
])('calls a share of %d %s', (share, label) => {
  expect(shareLabel(share)).toBe(label);
});

it('tells nothing that may still come from nothing at all', () => {
  expect(nothingLabel(watch({}))).toBe('Nothing yet');
  expect(nothingLabel(watch({ issued: 0 }))).toBe('Nothing');
});

it('says which parts were watched, and no more of them than one reads', () => {
  const part = (fromMillis: number) => ({ fromMillis, toMillis: fromMillis + 1000 });

  expect(partsSentence([part(0), part(63_000)], 120_000)).toBe('0:00 – 0:01, 1:03 – 1:04 of 2:00');
  expect(
    partsSentence(
      [0, 5, 10, 15, 20, 25].map((second) => part(second * 1000)),
      120_000,
    ),
  ).toMatch(/0:15 – 0:16 and 2 more of 2:00$/);
});

it('says when it was watched by what went out and what the player says', () => {
  const served = { firstServedAt: '2026-11-24T10:00:05Z', lastServedAt: '2026-11-24T10:00:10Z' };
  const played = { firstPlayedAt: '2026-11-24T10:00:09.5Z', lastPlayedAt: '2026-11-24T10:00:20Z' };

  expect(watchedBetween(watch({}))).toBeNull();
  expect(watchedBetween(watch(served))).toEqual([served.firstServedAt, served.lastServedAt]);
  expect(watchedBetween(watch(played))).toEqual([played.firstPlayedAt, played.lastPlayedAt]);
  expect(watchedBetween(watch({ ...served, ...played }))).toEqual([
    served.firstServedAt,
    played.lastPlayedAt,
  ]);
});
