const LOOKS_MAX = 20;
const LOOK_MILLIS = 250;
const ANSWER_MILLIS_MAX = 5000;

/**
 * Waits until a read model has caught up with what was just done, but not for ever.
 *
 * @returns what it says then; undefined where it never answered
 */
export async function caughtUp<T>(
  read: (signal: AbortSignal) => Promise<T>,
  isIn: (answer: T) => boolean,
  pauseMillis = LOOK_MILLIS,
): Promise<T | undefined> {
  let answer: T | undefined;
  for (let look = 0; look < LOOKS_MAX; look++) {
    answer = await read(AbortSignal.timeout(ANSWER_MILLIS_MAX)).catch(() => answer);
    if (answer !== undefined && isIn(answer)) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMillis));
  }
  return answer;
}
