import { useState } from 'react';
import { changeRole, type Account } from '../../api/accounts';
import { ROLES, type Role } from '../../api/words';
import { useMe } from '../../app/useMe';
import { roleLabel } from '../../format/labels';
import { Dialog } from '../../parts/Dialog';
import { FailureNotice } from '../../parts/Notice';
import { SelectField } from '../../parts/SelectField';
import { useAccountsChange } from './useAccountsChange';

interface RoleDialogProps {
  readonly account: Account;
  readonly onClose: () => void;
}

const MAY: Record<Role, string> = {
  OWNER: 'Owners may do everything in the team, and manage its accounts.',
  ADMIN: 'Admins manage computers, settings and legal holds, but no accounts.',
  MEMBER: 'Members work on computers and see the logs.',
};

export function RoleDialog({ account, onClose }: RoleDialogProps) {
  const me = useMe();
  const [role, setRole] = useState(account.role);
  const change = useAccountsChange(
    (wanted: Role) => changeRole(account.account, wanted),
    (accounts, wanted) => accounts.find((other) => other.account === account.account)?.role === wanted,
    onClose,
  );
  return (
    <Dialog title={`Change role of ${account.name}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(role);
        }}
      >
        <SelectField
          label="Role"
          value={role}
          choices={ROLES.map((word) => ({ value: word, label: roleLabel(word) }))}
          onChange={(value) => {
            setRole(value as Role);
          }}
        />
        <p className="hint">
          {MAY[role]} It holds at once, also where {account.account === me.account ? 'you are' : 'they are'}{' '}
          signed in.
        </p>
        <FailureNotice error={change.error} />
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button
            type="submit"
            className="button button-primary"
            disabled={change.isPending || role === account.role}
          >
            {change.isPending ? 'Changing…' : `Make ${roleLabel(role).toLowerCase()}`}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
