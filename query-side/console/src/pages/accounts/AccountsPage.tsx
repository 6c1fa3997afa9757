import { useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { mayManageAccounts } from '../../api/account';
import { fetchAccounts, type Account } from '../../api/accounts';
import { KEYS } from '../../app/queries';
import { useMe } from '../../app/useMe';
import { BehindSign } from '../../parts/BehindSign';
import { FailureNotice } from '../../parts/Notice';
import { OnlyFor } from '../../parts/OnlyFor';
import { Page } from '../../parts/Page';
import { AccountsTable, type AccountAction } from './AccountsTable';
import { AddAccountDialog } from './AddAccountDialog';
import { PasswordDialog } from './PasswordDialog';
import { RemoveDialog } from './RemoveDialog';
import { RoleDialog } from './RoleDialog';

const REFRESH_MILLIS = 5000;

type Open = { readonly dialog: 'ADD' } | { readonly dialog: AccountAction; readonly account: Account } | null;

/** Management → Accounts: who is in the team. */
export function AccountsPage() {
  return (
    <OnlyFor
      title="Accounts"
      may={mayManageAccounts(useMe())}
      sentence="The owners of your team manage its accounts."
    >
      <Accounts />
    </OnlyFor>
  );
}

function Accounts() {
  const [open, setOpen] = useState<Open>(null);
  const accounts = useQuery({
    queryKey: KEYS.accounts,
    queryFn: ({ signal }) => fetchAccounts(signal),
    refetchInterval: REFRESH_MILLIS,
  });
  const close = () => {
    setOpen(null);
  };
  return (
    <Page
      title="Accounts"
      about={<BehindSign behind={accounts.data?.behind} />}
      actions={
        <button
          type="button"
          className="button button-primary"
          onClick={() => {
            setOpen({ dialog: 'ADD' });
          }}
        >
          <UserPlus aria-hidden="true" /> Add account
        </button>
      }
    >
      <FailureNotice
        error={accounts.error}
        onRetry={() => {
          void accounts.refetch();
        }}
      />
      {accounts.isPending && <div className="loading" role="status" aria-label="Loading" />}
      {accounts.data !== undefined && (
        <AccountsTable
          accounts={accounts.data.items}
          onAction={(dialog, account) => {
            setOpen({ dialog, account });
          }}
        />
      )}
      {open?.dialog === 'ADD' && <AddAccountDialog onClose={close} />}
      {open?.dialog === 'ROLE' && <RoleDialog account={open.account} onClose={close} />}
      {open?.dialog === 'PASSWORD' && <PasswordDialog account={open.account} onClose={close} />}
      {open?.dialog === 'REMOVE' && <RemoveDialog account={open.account} onClose={close} />}
    </Page>
  );
}
