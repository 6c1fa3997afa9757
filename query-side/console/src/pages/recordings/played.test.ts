import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Hearing } from '../../api/played';
import type { Part } from '../../api/watches';
import { partsOf, Played, tellPlayed, without, type Tell } from './played';

const part = (fromMillis: number, toMillis: number): Part => ({ fromMillis, toMillis });

function ranges(...seconds: readonly (readonly [number, number])[]): TimeRanges {
  return {
    length: seconds.length,
    start: (index) => seconds[index]?.[0] ?? 0,
    end: (index) => seconds[index]?.[1] ?? 0,
  };
}

function telling(...hearings: readonly Hearing[]) {
  const told: (readonly Part[])[] = [];
  const left = [...hearings];
  const tell: Tell = (parts) => {
    told.push(parts);
    return Promise.resolve(left.shift() ?? 'TAKEN');
  };
  return { told, tell };
}

it('counts in milliseconds, and nothing that is shorter than one', () => {
  expect(partsOf(ranges([0, 9.7504], [12, 12.0001], [61, 62.4]))).toEqual([
    part(0, 9750),
    part(61_000, 62_400),
  ]);
});

it.each([
  [[part(0, 10)], [], [part(0, 10)]],
  [[part(0, 10)], [part(0, 10)], []],
  [[part(0, 20)], [part(0, 10)], [part(10, 20)]],
  [[part(0, 30)], [part(10, 20)], [part(0, 10), part(20, 30)]],
  [[part(5, 30)], [part(0, 10), part(25, 40)], [part(10, 25)]],
  [[part(0, 10), part(20, 30)], [part(10, 20)], [part(0, 10), part(20, 30)]],
] as const)('%j without %j is %j', (parts, others, rest) => {
  expect(without(parts, others)).toEqual(rest);
});

it('tells what is new, once', () => {
  const { told, tell } = telling();
  const played = new Played(tell);

  played.report();
  played.note([part(0, 10)]);
  played.report();
  played.report();
  played.note([part(0, 15), part(40, 50)]);
  played.report();

  expect(told).toEqual([[part(0, 10)], [part(10, 15), part(40, 50)]]);
});

it('tells again what did not arrive, with what came after it', async () => {
  const { told, tell } = telling('AGAIN');
  const played = new Played(tell);
  played.note([part(0, 10)]);
  played.report();
  await Promise.resolve();
  await Promise.resolve();

  played.note([part(0, 20)]);
  played.report();

  expect(told).toEqual([[part(0, 10)], [part(0, 20)]]);
});

it('tells nothing more of what the server refuses to hear', async () => {
  const { told, tell } = telling('NEVER');
  const played = new Played(tell);
  played.note([part(0, 10)]);
  played.report();
  await Promise.resolve();
  await Promise.resolve();

  played.note([part(0, 20)]);
  played.report();

  expect(told).toHaveLength(1);
});

it('tells no more at a time than the server takes, and the rest next time', () => {
  const { told, tell } = telling();
  const played = new Played(tell);
  played.note(Array.from({ length: 101 }, (_, index) => part(10 * index, 10 * index + 5)));

  played.report();
  played.report();

  expect(told.map((parts) => parts.length)).toEqual([100, 1]);
});

class FakeVideo extends EventTarget {
  played = ranges();
  src = 'first';

  getAttribute() {
    return this.src;
  }
}

const asVideo = (video: FakeVideo) => video as unknown as HTMLVideoElement;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('document', new EventTarget());
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('tells of a video that plays every ten seconds, when it stops and when the page goes', () => {
  const { told, tell } = telling();
  const video = new FakeVideo();
  tellPlayed(asVideo(video), 'first', tell);

  video.played = ranges([0, 10]);
  vi.advanceTimersByTime(10_000);
  video.played = ranges([0, 12]);
  video.dispatchEvent(new Event('pause'));
  vi.advanceTimersByTime(60_000);
  video.played = ranges([0, 13]);
  window.dispatchEvent(new Event('pagehide'));
  video.played = ranges([0, 14]);
  video.dispatchEvent(new Event('ended'));

  expect(told).toEqual([
    [part(0, 10_000)],
    [part(10_000, 12_000)],
    [part(12_000, 13_000)],
    [part(13_000, 14_000)],
  ]);
});

it('tells under an address what was played under it, and the rest when it goes', () => {
  const { told, tell } = telling();
  const video = new FakeVideo();
  const stop = tellPlayed(asVideo(video), 'first', tell);
  video.played = ranges([0, 4]);
  video.dispatchEvent(new Event('timeupdate'));

  video.src = 'second';
  video.played = ranges();
  stop();
  video.played = ranges([4, 8]);
  video.dispatchEvent(new Event('pause'));
  vi.advanceTimersByTime(10_000);

  expect(told).toEqual([[part(0, 4000)]]);
});

it('tells the last moment of a video from which another has taken over', () => {
  const { told, tell } = telling();
  const video = new FakeVideo();
  const stop = tellPlayed(asVideo(video), 'first', tell);
  video.played = ranges([0, 7.51]);

  stop();

  expect(told).toEqual([[part(0, 7510)]]);
});
