import type { GapReason } from './words';

/** A time in which something was on show that is not recorded. */
export interface Gap {
  readonly from: string;
  readonly to: string;
  readonly reason: GapReason;
}

/** How much of what a session showed is recorded, with its first gap. */
export interface CoverageInShort {
  /** With two decimal places; 100 only without a gap. */
  readonly percent: number;
  readonly gaps: number;
  readonly firstGap: Gap | null;
}

/** How much of what a session showed is recorded. */
export interface Coverage {
  readonly percent: number;
  readonly shownMillis: number;
  readonly recordedMillis: number;
  /** In the order of time. */
  readonly gaps: readonly Gap[];
}
