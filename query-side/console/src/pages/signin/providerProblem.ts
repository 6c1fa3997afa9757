import { Problem } from '../../api/http';

const SENTENCES = new Map([
  ['NO_ROLE', 'Your sign-in has no role in Retrace. Ask whoever manages accounts at your sign-in provider.'],
  ['NO_TEAM', 'Your sign-in names no team. Ask whoever manages accounts at your sign-in provider.'],
  ['UNKNOWN_TEAM', 'Your sign-in names a team that is not here. Ask your operator.'],
  [
    'OTHER_TEAM',
    'Your account is in another team than your sign-in says. Ask an owner of that team to remove it.',
  ],
  ['SIGN_IN_NAME_TAKEN', 'Somebody else here has your sign-in name already. Ask an owner of your team.'],
  [
    'PROVIDER_AWAY',
    'Your sign-in provider cannot be reached. Try again in a minute, or sign in with a password of Retrace’s own.',
  ],
]);

const OTHER = 'The sign-in at your provider did not succeed. Try again.';

/** What went wrong at the provider, by the code that the server hands over in the address. */
export function providerProblem(code: string | null): Problem | null {
  return code === null ? null : new Problem(401, code, SENTENCES.get(code) ?? OTHER);
}
