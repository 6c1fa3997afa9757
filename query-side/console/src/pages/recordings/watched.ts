import type { Watch } from '../../api/watches';
import { position } from '../../format/time';

const PARTS_SHOWN_MAX = 4;

/** What somebody did or was refused. */
export function watchLabel({ purpose, issued, refusal }: Watch): string {
  if (issued === 0 && refusal !== null) {
    return purpose === 'PLAY' ? 'Refused to play' : 'Refused to download';
  }
  return purpose === 'PLAY' ? 'Played' : 'Downloaded';
}

/** How much of the video went out. A little is never nothing, nor almost all everything. */
export function shareLabel({ issued, share }: Watch): string {
  if (share === 0) {
    return issued === 0 ? 'Nothing' : 'Nothing yet';
  }
  const percent = Math.round(share * 100);
  return share === 1 ? 'All of it' : `${String(Math.min(99, Math.max(1, percent)))} %`;
}

/** `0:00 – 0:12, 1:03 – 1:40 of 2:00`; an empty text where nothing went out. */
export function partsSentence({ ranges, recording }: Watch): string {
  if (ranges.length === 0 || recording === null) {
    return '';
  }
  const shown = ranges
    .slice(0, PARTS_SHOWN_MAX)
    .map(({ fromMillis, toMillis }) => `${position(fromMillis)} – ${position(toMillis)}`);
  const more = ranges.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''} of ${position(recording.millis)}`;
}
