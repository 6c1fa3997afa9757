import { describe, expect, it } from 'vitest';
import { isWorthTelling, lagSentence, NO_LAG, observe } from './lag';

describe('a list that is behind', () => {
  it('is not told of when events have only just happened', () => {
    const lag = observe(NO_LAG, { events: 2, seconds: 0.2 }, 1000);

    expect(isWorthTelling(lag, 1000)).toBe(false);
  });

  it('is told of when it has not caught up for three seconds', () => {
    const first = observe(NO_LAG, { events: 2, seconds: 0.2 }, 1000);
    const later = observe(first, { events: 1, seconds: 0.2 }, 4000);

    expect(isWorthTelling(later, 4000)).toBe(true);
  });

  it('is not told of when it caught up in between', () => {
    const caughtUp = observe(
      observe(NO_LAG, { events: 2, seconds: 0 }, 1000),
      { events: 0, seconds: 0 },
      3000,
    );

    expect(isWorthTelling(observe(caughtUp, { events: 1, seconds: 0 }, 4500), 4500)).toBe(false);
  });

  it('is told of at once when it is more than a second behind', () => {
    expect(isWorthTelling(observe(NO_LAG, { events: 9, seconds: 5 }, 0), 0)).toBe(true);
  });

  it('says by how much', () => {
    expect(lagSentence({ events: 9, seconds: 5.2 })).toBe('This list is 5 s behind (9 events).');
    expect(lagSentence({ events: 1, seconds: 0 })).toBe('This list is 1 event behind.');
  });
});
