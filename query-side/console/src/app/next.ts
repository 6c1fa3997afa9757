const HOME = '/computers';

/** Where to sign in, and come back from. */
export function signInPath(from: string): string {
  return from === '/' || from === HOME ? '/sign-in' : `/sign-in?next=${encodeURIComponent(from)}`;
}

/** Where to go after signing in: a path of this console, whatever the address said. */
export function pathAfterSignIn(next: string | null): string {
  const ours = next !== null && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in');
  return ours ? next : HOME;
}
