import { expect, it } from 'vitest';
import type { TimelineItem } from '../../api/timeline';
import { entriesOf } from './entries';

let position = 0;
const item = (event: string, parts: Partial<TimelineItem> = {}): TimelineItem => {
  position += 1;
  return {
    position,
    at: `2026-11-24T10:00:0${String(position % 10)}Z`,
    of: 'session-1',
    event,
    kind: 'RECORDING',
    what: event,
    who: null,
    about: `about ${String(position)}`,
    segment: null,
    ...parts,
  };
};

it('numbers the recordings in the order in which they come', () => {
  const entries = entriesOf([
    item('session-started'),
    item('segment-opened', { segment: 'segment-a' }),
    item('segment-closed', { segment: 'segment-a' }),
    item('segment-opened', { segment: 'segment-b' }),
    item('segment-expired', { segment: 'segment-a' }),
  ]);
  expect(entries.map((entry) => entry.recording)).toEqual([null, 1, 1, 2, 1]);
});

it('tells once what is reported of one link again and again', () => {
  const served = (of: string) => item('recording-served', { of, segment: 'segment-a' });
  const [first, second, third, other] = [
    served('link-1'),
    served('link-1'),
    served('link-1'),
    served('link-2'),
  ];
  const entries = entriesOf([first, second, third, other]);
  expect(entries.map((entry) => entry.times)).toEqual([3, 1]);
  expect(entries[0]?.item.at).toBe(first.at);
  expect(entries[0]?.item.about).toBe(third.about);
  expect(entries[0]?.until).toBe(third.at);
});

it('tells apart what a relay and a player report of one link in turn', () => {
  const report = (event: string, of = 'link-1') => item(event, { of, segment: 'segment-a' });
  const entries = entriesOf([
    report('recording-served'),
    report('recording-played'),
    report('recording-served'),
    report('recording-played'),
    report('link-issued', 'link-2'),
    report('recording-served'),
  ]);

  expect(entries.map(({ item: { event }, times }) => [event, times])).toEqual([
    ['recording-served', 2],
    ['recording-played', 2],
    ['link-issued', 1],
    ['recording-served', 1],
  ]);
});

it('tells anything else each time', () => {
  expect(entriesOf([item('hold-placed'), item('hold-placed')])).toHaveLength(2);
});
