import type { Segment } from '../../api/recordings';

/** Whether a recording's time is over and its file is not known to be gone, decided about or not. */
export function isBeingDeleted(
  { expiry, keptUntil }: Pick<Segment, 'expiry' | 'keptUntil'>,
  now: number,
): boolean {
  return expiry === null ? keptUntil !== null && Date.parse(keptUntil) <= now : expiry.deletedAt === null;
}
