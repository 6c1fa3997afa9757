import { addAccount } from '../../api/accounts';
import { ROLES, type Role } from '../../api/words';
import { roleLabel } from '../../format/labels';
import { Dialog } from '../../parts/Dialog';
import { FailureNotice } from '../../parts/Notice';
import { SelectField } from '../../parts/SelectField';
import { PasswordField } from './PasswordField';
import { useAccountsChange } from './useAccountsChange';

const NAME_LENGTH_MAX = 100;

export function AddAccountDialog({ onClose }: { readonly onClose: () => void }) {
  const add = useAccountsChange(
    addAccount,
    (accounts, _, added) => accounts.some(({ account }) => account === added),
    onClose,
  );
  return (
    <Dialog title="Add account" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          add.mutate({
            signInName: textIn(form, 'signInName').trim(),
            name: textIn(form, 'name').trim(),
            role: textIn(form, 'role') as Role,
            password: textIn(form, 'password'),
          });
        }}
      >
        <label className="field">
          <span>Name</span>
          <input name="name" required maxLength={NAME_LENGTH_MAX} autoComplete="off" autoFocus />
        </label>
        <div className="field-pair">
          <label className="field">
            <span>Username</span>
            <input
              name="signInName"
              required
              maxLength={NAME_LENGTH_MAX}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </label>
          <SelectField
            label="Role"
            name="role"
            defaultValue="MEMBER"
            choices={ROLES.map((role) => ({ value: role, label: roleLabel(role) }))}
          />
        </div>
        <PasswordField />
        <FailureNotice error={add.error} />
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button-primary" disabled={add.isPending}>
            {add.isPending ? 'Adding…' : 'Add account'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
