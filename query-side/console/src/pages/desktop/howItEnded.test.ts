import { expect, it } from 'vitest';
import { endSentence } from './howItEnded';

it('tells the detail as a sentence', () => {
  expect(endSentence({ endReason: 'STREAMER_LEFT', endDetail: 'the streamer closed the connection' })).toBe(
    'The streamer closed the connection.',
  );
});

it('tells the reason when there is no detail', () => {
  expect(endSentence({ endReason: 'MAX_DURATION', endDetail: null })).toBe('Reached its longest time.');
});

it('tells nothing when nothing is known', () => {
  expect(endSentence({ endReason: null, endDetail: null })).toBeNull();
});
