import { changePassword, type Account } from '../../api/accounts';
import { Dialog } from '../../parts/Dialog';
import { FailureNotice } from '../../parts/Notice';
import { PasswordField } from './PasswordField';
import { useAccountsChange } from './useAccountsChange';

interface PasswordDialogProps {
  readonly account: Account;
  readonly onClose: () => void;
}

export function PasswordDialog({ account, onClose }: PasswordDialogProps) {
  const change = useAccountsChange(
    (password: string) => changePassword(account.account, password),
    () => true,
    onClose,
  );
  return (
    <Dialog title={`New password for ${account.name}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const password = new FormData(event.currentTarget).get('password');
          change.mutate(typeof password === 'string' ? password : '');
        }}
      >
        <p>Whoever is signed in as {account.signInName} has to sign in again, with the new password.</p>
        <PasswordField />
        <FailureNotice error={change.error} />
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button-primary" disabled={change.isPending}>
            {change.isPending ? 'Setting…' : 'Set password'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
