import { expect, it } from 'vitest';
import { pathAfterSignIn, signInPath } from './next';

it('comes back to the page that asked to sign in', () => {
  const asked = '/logs/sessions?recording=READY';
  const next = new URL(signInPath(asked), 'http://console').searchParams.get('next');

  expect(pathAfterSignIn(next)).toBe(asked);
});

it.each([null, '', 'https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', '/sign-in'])(
  'goes home when the address says %s',
  (next) => {
    expect(pathAfterSignIn(next)).toBe('/computers');
  },
);
