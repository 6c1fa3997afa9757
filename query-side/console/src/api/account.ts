import { call, Problem } from './http';
import type { PlaybackPermission, Role } from './words';

/** Who is signed in. */
export interface Me {
  readonly account: string;
  readonly name: string;
  readonly team: string;
  readonly teamName: string;
  readonly role: Role;
}

/** Who is signed in, or null when nobody is. */
export async function fetchMe(): Promise<Me | null> {
  try {
    return await call<Me>('GET', '/api/me');
  } catch (error) {
    if (error instanceof Problem && error.status === 401) {
      return null;
    }
    throw error;
  }
}

/** How people can sign in, besides by password. */
export interface SignInWays {
  /** Where a sign-in at the provider begins; null where there is none. */
  readonly singleSignOn: string | null;
}

export function fetchSignInWays(): Promise<SignInWays> {
  return call<SignInWays>('GET', '/api/sign-in/ways');
}

export function signIn(username: string, password: string): Promise<void> {
  return call('POST', '/api/sign-in', { form: { username, password } });
}

export function signOut(): Promise<void> {
  return call('POST', '/api/sign-out');
}

/** Whether the team's setting lets somebody play and download what was recorded. The server checks again. */
export function mayPlay(me: Me, permission: PlaybackPermission): boolean {
  switch (permission) {
    case 'OWNER':
      return me.role === 'OWNER';
    case 'ADMINS_AND_OWNER':
      return me.role !== 'MEMBER';
    case 'MEMBERS_ADMINS_AND_OWNER':
      return true;
  }
}

/**
 * Owners and admins add and retire computers, change settings, hold recordings, and see what is deleted and who has
 * watched. The server checks again.
 */
export function mayManage(me: Me): boolean {
  return me.role === 'OWNER' || me.role === 'ADMIN';
}

/** Owners and admins look at how the logs stood at a moment of the past. The server checks again. */
export function mayAudit(me: Me): boolean {
  return mayManage(me);
}

/** Owners manage the team's accounts. The server checks again. */
export function mayManageAccounts(me: Me): boolean {
  return me.role === 'OWNER';
}
