import { Trash2 } from 'lucide-react';
import type { Account } from '../../api/accounts';
import { useLogTime } from '../../app/useLogTime';
import { useMe } from '../../app/useMe';
import { roleLabel } from '../../format/labels';
import { LogMoment } from '../../parts/LogMoment';

export type AccountAction = 'ROLE' | 'PASSWORD' | 'REMOVE';

interface AccountsTableProps {
  readonly accounts: readonly Account[];
  readonly onAction: (action: AccountAction, account: Account) => void;
}

export function AccountsTable({ accounts, onAction }: AccountsTableProps) {
  const me = useMe();
  return (
    <div className="table-frame">
      <table>
        <caption className="unseen">Accounts of your team</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">Added</th>
            <th scope="col">
              <span className="unseen">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <tr key={account.account}>
              <th scope="row">
                {account.name}
                {account.account === me.account && ' (you)'}
                <span className="detail">{account.signInName}</span>
              </th>
              <td>
                {roleLabel(account.role)}
                <RoleChange account={account} />
              </td>
              <td>
                <LogMoment iso={account.addedAt} />
                <span className="detail">by {account.addedBy?.name ?? 'an operator'}</span>
              </td>
              <td>
                <Actions account={account} onAction={onAction} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RoleChange({ account }: { readonly account: Account }) {
  const log = useLogTime();
  if (account.changedAt === null) {
    return null;
  }
  return (
    <span className="detail">
      Changed by {account.changedBy?.name ?? 'an operator'} on {log.dateTime(account.changedAt)}
    </span>
  );
}

function Actions({
  account,
  onAction,
}: {
  readonly account: Account;
  readonly onAction: AccountsTableProps['onAction'];
}) {
  return (
    <div className="row-actions">
      <button
        type="button"
        className="button"
        aria-label={`Change role of ${account.name}`}
        onClick={() => {
          onAction('ROLE', account);
        }}
      >
        Change role
      </button>
      <button
        type="button"
        className="button"
        aria-label={`New password for ${account.name}`}
        onClick={() => {
          onAction('PASSWORD', account);
        }}
      >
        New password
      </button>
      <button
        type="button"
        className="button button-quiet button-icon"
        aria-label={`Remove ${account.name}`}
        title="Remove"
        onClick={() => {
          onAction('REMOVE', account);
        }}
      >
        <Trash2 aria-hidden="true" />
      </button>
    </div>
  );
}
