import { fetchSessions, type SessionRow } from '../../api/sessions';
import { endReasonLabel } from '../../format/labels';

const LOOKS_MAX = 10;
const LOOK_MILLIS = 300;

/** Why a session on an endpoint ended, from the log, which may take a moment to know; null when it never does. */
export async function howItEnded(endpoint: string, session: string): Promise<string | null> {
  for (let look = 0; look < LOOKS_MAX; look++) {
    const page = await fetchSessions({ endpoint }, null);
    const row = page.items.find((item) => item.session === session);
    if (row !== undefined && row.endedAt !== null) {
      return endSentence(row);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLIS));
  }
  return null;
}

/** The detail where there is one, as a sentence; the reason otherwise. */
export function endSentence(row: Pick<SessionRow, 'endReason' | 'endDetail'>): string | null {
  const told = row.endDetail ?? (row.endReason === null ? null : endReasonLabel(row.endReason));
  if (told === null || told === '') {
    return null;
  }
  const sentence = told.charAt(0).toUpperCase() + told.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
