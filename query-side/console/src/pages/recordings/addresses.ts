import type { Link } from '../../api/recordings';

/** How much of an address's life passes before the next takes over. */
const USED_SHARE = 0.75;
/** Long-lived ones are used longer: what is left only has to be enough to get the next and begin with it. */
const MARGIN_MILLIS_MAX = 60_000;
/** An answer without a date: no address lives shorter than that in practice. */
const LIFETIME_MILLIS_UNKNOWN = 60_000;
/** What fails with an address that is newer than this fails for another reason than its age. */
const FRESH_MILLIS = 2000;

/** An address with when it came, by this computer's clock, which may be wrong. */
export interface Received {
  readonly link: Link;
  readonly at: number;
}

/** When the next address is to take over, by this computer's clock. How long one lives is told by the server's alone. */
export function takeOverAt({ link, at }: Received): number {
  const lifetime =
    link.answeredAt === null
      ? LIFETIME_MILLIS_UNKNOWN
      : Date.parse(link.expiresAt) - Date.parse(link.answeredAt);
  return at + Math.max(USED_SHARE * lifetime, lifetime - MARGIN_MILLIS_MAX);
}

/** Whether a failure may be due to the address's age. */
export function mayBeTooOld({ at }: Received, now: number): boolean {
  return now >= at + FRESH_MILLIS;
}
