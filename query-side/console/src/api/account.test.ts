import { expect, it } from 'vitest';
import { mayPlay, type Me } from './account';
import { PLAYBACK_PERMISSIONS, ROLES } from './words';

it('lets play whom the team allows', () => {
  const may = PLAYBACK_PERMISSIONS.map((permission) => [
    permission,
    ROLES.filter((role) => mayPlay({ role } as Me, permission)),
  ]);

  expect(may).toEqual([
    ['OWNER', ['OWNER']],
    ['ADMINS_AND_OWNER', ['OWNER', 'ADMIN']],
    ['MEMBERS_ADMINS_AND_OWNER', ['OWNER', 'ADMIN', 'MEMBER']],
  ]);
});
