import { expect, it } from 'vitest';
import { caughtUp } from './caughtUp';

it('looks again until what was done is in, whatever goes wrong between', async () => {
  const answers = [
    () => 1,
    () => {
      throw new Error('busy');
    },
    () => 2,
    () => 3,
  ];

  const answer = await caughtUp(
    () => Promise.resolve().then(() => answers.shift()?.()),
    (seen) => seen === 2,
    0,
  );

  expect(answer).toBe(2);
  expect(answers).toHaveLength(1);
});

it('gives up with the last answer', async () => {
  let looks = 0;

  const answer = await caughtUp(
    () => Promise.resolve(++looks),
    () => false,
    0,
  );

  expect(answer).toBe(looks);
});
