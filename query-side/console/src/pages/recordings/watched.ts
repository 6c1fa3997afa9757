import type { Part, Watch } from '../../api/watches';
import { position } from '../../format/time';

const PARTS_SHOWN_MAX = 4;

/** What somebody did or was refused. */
export function watchLabel({ purpose, issued, refusal }: Watch): string {
  if (issued === 0 && refusal !== null) {
    return purpose === 'PLAY' ? 'Refused to play' : 'Refused to download';
  }
  return purpose === 'PLAY' ? 'Played' : 'Downloaded';
}

/** How much of the video that is. A little is never nothing, nor almost all everything. */
export function shareLabel(share: number): string {
  const percent = Math.round(share * 100);
  return share === 1 ? 'All of it' : `${String(Math.min(99, Math.max(1, percent)))} %`;
}

/** Where nothing is known of what was watched. */
export function nothingLabel({ issued }: Watch): string {
  return issued === 0 ? 'Nothing' : 'Nothing yet';
}

/** `0:00 – 0:12, 1:03 – 1:40 of 2:00`. */
export function partsSentence(parts: readonly Part[], millis: number): string {
  const shown = parts
    .slice(0, PARTS_SHOWN_MAX)
    .map(({ fromMillis, toMillis }) => `${position(fromMillis)} – ${position(toMillis)}`);
  const more = parts.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''} of ${position(millis)}`;
}

/** When something of it was watched, as far as that is known: the first time and the last. */
export function watchedBetween(watch: Watch): readonly [string, string] | null {
  const times = [watch.firstServedAt, watch.lastServedAt, watch.firstPlayedAt, watch.lastPlayedAt]
    .filter((at) => at !== null)
    .sort((one, other) => Date.parse(one) - Date.parse(other));
  const [first, last] = [times[0], times.at(-1)];
  return first === undefined || last === undefined ? null : [first, last];
}
