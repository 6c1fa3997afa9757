import { call, Problem } from './http';
import type { Role } from './words';

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

/** Recordings are for owners. The server checks again. */
export function mayPlay(me: Me): boolean {
  return me.role === 'OWNER';
}

/** Owners and admins add and retire computers. The server checks again. */
export function mayChangeComputers(me: Me): boolean {
  return me.role === 'OWNER' || me.role === 'ADMIN';
}
