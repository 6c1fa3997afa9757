import type { Recordings } from '../../api/recordings';

export function isHeld({ holds }: Pick<Recordings, 'holds'>): boolean {
  return holds.some((hold) => hold.release === null);
}
