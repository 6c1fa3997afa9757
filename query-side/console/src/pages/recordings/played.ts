import type { Hearing } from '../../api/played';
import type { Part } from '../../api/watches';

/** How often a video that plays is told of. */
const TELL_EVERY_MILLIS = 10_000;
/** As many as the server takes at a time; those after them are told next time. */
const PARTS_MAX = 100;

/** What has been played, to the millisecond. */
export function partsOf(played: TimeRanges): readonly Part[] {
  return Array.from({ length: played.length }, (_, index) => ({
    fromMillis: Math.round(played.start(index) * 1000),
    toMillis: Math.round(played.end(index) * 1000),
  })).filter(({ fromMillis, toMillis }) => toMillis > fromMillis);
}

/** What is in the one and not in the other. */
export function without(parts: readonly Part[], others: readonly Part[]): readonly Part[] {
  return others.reduce<readonly Part[]>(
    (left, other) =>
      left.flatMap(({ fromMillis, toMillis }) =>
        [
          { fromMillis, toMillis: Math.min(toMillis, other.fromMillis) },
          { fromMillis: Math.max(fromMillis, other.toMillis), toMillis },
        ].filter((rest) => rest.toMillis > rest.fromMillis),
      ),
    parts,
  );
}

export type Tell = (parts: readonly Part[]) => Promise<Hearing>;

/** What was played under one address, and what of it is told. */
export class Played {
  #parts: readonly Part[] = [];
  #told: readonly Part[] = [];
  #heard = true;

  constructor(private readonly tell: Tell) {}

  /** @param parts all that was played by now */
  note(parts: readonly Part[]) {
    this.#parts = parts;
  }

  /** Tells what is new, if anything is. What is on its way is not new. */
  report() {
    const fresh = without(this.#parts, this.#told).slice(0, PARTS_MAX);
    if (fresh.length === 0 || !this.#heard) {
      return;
    }
    this.#told = [...this.#told, ...fresh];
    void this.tell(fresh).then((hearing) => {
      if (hearing !== 'TAKEN') {
        this.#told = without(this.#told, fresh);
        this.#heard = hearing === 'AGAIN';
      }
    });
  }
}

/**
 * Tells what a video plays: now and then while it does, when it stops, and when its page or its address goes.
 *
 * @param address what it plays, as it is in the page; what the video plays after that is not told
 * @returns tells the rest, and then nothing more
 */
export function tellPlayed(video: HTMLVideoElement, address: string, tell: Tell): () => void {
  const played = new Played(tell);
  const look = () => {
    // A video forgets what it has played when it gets another address.
    if (video.getAttribute('src') === address) {
      played.note(partsOf(video.played));
    }
  };
  const report = () => {
    look();
    played.report();
  };
  const timer = setInterval(report, TELL_EVERY_MILLIS);
  const listening = new AbortController();
  const options = { signal: listening.signal };
  video.addEventListener('timeupdate', look, options);
  for (const end of ['pause', 'ended', 'error'] as const) {
    video.addEventListener(end, report, options);
  }
  window.addEventListener('pagehide', report, options);
  document.addEventListener('visibilitychange', report, options);
  return () => {
    clearInterval(timer);
    listening.abort();
    report();
  };
}
