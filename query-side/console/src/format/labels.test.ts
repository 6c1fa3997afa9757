import { expect, it } from 'vitest';
import type { Platform } from '../api/words';
import { counted, monitorLabel, monitorsOwnName, platformLabel, recordingLabel } from './labels';

it('tells the number of recordings that are ready', () => {
  expect(recordingLabel('READY', 3)).toBe('Ready (3)');
});

it('tells no number where there is nothing to open', () => {
  expect(recordingLabel('NONE', 0)).toBe('None');
  expect(recordingLabel('EXPIRED', 2)).toBe('Expired');
});

it('shows a word that it does not know as it is', () => {
  expect(platformLabel('PLAN9' as Platform)).toBe('PLAN9');
});

it('counts one thing without an s', () => {
  expect([counted(1, 'monitor'), counted(2, 'monitor')]).toEqual(['1 monitor', '2 monitors']);
});

it('does not say the number of a monitor twice', () => {
  expect([monitorLabel(1, 'Monitor 1'), monitorLabel(2, 'Left')]).toEqual(['Monitor 1', '2 · Left']);
  expect([monitorsOwnName(1, 'Monitor 1'), monitorsOwnName(2, 'Left')]).toEqual([null, 'Left']);
});
