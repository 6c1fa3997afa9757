import { expect, it } from 'vitest';
import type { Segment } from '../../api/recordings';
import { byMonitor } from './byMonitor';

function segment(id: string, monitor: number, openedAt: string): Segment {
  return {
    segment: id,
    monitor,
    monitorName: `Monitor ${String(monitor)}`,
    openedAt,
    firstFrameAt: null,
    lastFrameAt: null,
    endedAt: null,
    sizeBytes: null,
    width: 1920,
    height: 1080,
    frameRate: 10,
    frames: null,
    closeReason: null,
    state: 'RECORDING',
    sha256: null,
    objectName: null,
    keptUntil: null,
    expiry: null,
  };
}

it('orders recordings by monitor and then by time, in whatever order they come', () => {
  const groups = byMonitor([
    segment('third', 1, '2026-11-24T00:20:00Z'),
    segment('second', 2, '2026-11-24T00:10:00.5Z'),
    segment('first', 1, '2026-11-24T00:00:00Z'),
  ]);

  expect(groups.map((group) => [group.monitor, group.segments.map((one) => one.segment)])).toEqual([
    [1, ['first', 'third']],
    [2, ['second']],
  ]);
});

it('has no group when there is no recording', () => {
  expect(byMonitor([])).toEqual([]);
});
