import { removeAccount, type Account } from '../../api/accounts';
import { Dialog } from '../../parts/Dialog';
import { FailureNotice } from '../../parts/Notice';
import { useAccountsChange } from './useAccountsChange';

interface RemoveDialogProps {
  readonly account: Account;
  readonly onClose: () => void;
}

export function RemoveDialog({ account, onClose }: RemoveDialogProps) {
  const remove = useAccountsChange(
    () => removeAccount(account.account),
    (accounts) => accounts.every((other) => other.account !== account.account),
    onClose,
  );
  return (
    <Dialog title={`Remove ${account.name}?`} onClose={onClose}>
      <p>
        {account.signInName} cannot sign in any more, and is signed out at once. What {account.name} did stays
        in the logs.
      </p>
      <FailureNotice error={remove.error} />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose} autoFocus>
          Cancel
        </button>
        <button
          type="button"
          className="button button-danger"
          disabled={remove.isPending}
          onClick={() => {
            remove.mutate(undefined);
          }}
        >
          {remove.isPending ? 'Removing…' : 'Remove account'}
        </button>
      </div>
    </Dialog>
  );
}
