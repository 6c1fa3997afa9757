import { call, Problem } from './http';
import type { Part } from './watches';

/** Whether what was told is taken, is to be told again, or will never be taken. */
export type Hearing = 'TAKEN' | 'AGAIN' | 'NEVER';

/** Tells what a player has played under a link. That it failed is nothing to bother anybody with. */
export async function reportPlayed(link: string, parts: readonly Part[]): Promise<Hearing> {
  try {
    await call('POST', `/api/links/${encodeURIComponent(link)}/played`, { json: { parts }, keepalive: true });
    return 'TAKEN';
  } catch (error) {
    const isRefused = error instanceof Problem && error.status >= 400 && error.status < 500;
    return isRefused ? 'NEVER' : 'AGAIN';
  }
}
