import type { Expiry, RetentionRule, Segment } from '../api/recordings';
import { counted } from './labels';
import type { LogTime } from './time';

/** `90 days, the default`, or since when and by whom it is the team's setting. */
export function ruleSentence(rule: RetentionRule, log: LogTime): string {
  const days = counted(rule.daysKept, 'day');
  if (rule.setAt === null) {
    return `${days}, the default`;
  }
  return rule.setBy === null
    ? `${days}, as decided on ${log.date(rule.setAt)}`
    : `${days}, set by ${rule.setBy} on ${log.date(rule.setAt)}`;
}

/** Until when a recording is kept, or what became of it; null where there is nothing to keep. */
export function fateSentence(segment: Segment, held: boolean, log: LogTime): string | null {
  if (segment.expiry !== null) {
    return expirySentence(segment.expiry, log);
  }
  if (segment.state !== 'READY') {
    return null;
  }
  if (held) {
    return 'Held until all holds are released';
  }
  return segment.keptUntil === null ? null : `Kept until ${log.dateTime(segment.keptUntil)}`;
}

function expirySentence(expiry: Expiry, log: LogTime): string {
  const after = `after ${counted(expiry.rule.daysKept, 'day')}`;
  if (expiry.deletedAt !== null) {
    return `Deleted on ${log.dateTime(expiry.deletedAt)} ${after}`;
  }
  if (expiry.failedAt !== null) {
    return `Deletion failed on ${log.dateTime(expiry.failedAt)}, it is tried again: ${expiry.failure ?? 'no reason was told'}`;
  }
  return `Being deleted ${after}`;
}
