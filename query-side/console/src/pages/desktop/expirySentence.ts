import type { LogTime } from '../../format/time';

/** What a technician is told while the end of their session is near; null as long as it is not. */
export function expirySentence(expiresAt: string | null, log: LogTime): string | null {
  return expiresAt === null
    ? null
    : `This session ends at ${log.clock(expiresAt)}: it will have lasted as long as a recorded session may. You can connect again then.`;
}
