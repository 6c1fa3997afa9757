import { useMutation, useQueryClient } from '@tanstack/react-query';
import { fetchAccounts, type Account } from '../../api/accounts';
import { caughtUp } from '../../api/caughtUp';
import { KEYS } from '../../app/queries';

/** Changes something about the team's accounts, and shows them once that is in. */
export function useAccountsChange<Wanted, Result>(
  change: (wanted: Wanted) => Promise<Result>,
  isIn: (accounts: readonly Account[], wanted: Wanted, result: Result) => boolean,
  onDone: () => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (result, wanted) => {
      await queries.cancelQueries({ queryKey: KEYS.accounts });
      const read = await caughtUp(fetchAccounts, ({ items }) => isIn(items, wanted, result));
      if (read !== undefined) {
        queries.setQueryData(KEYS.accounts, read);
      }
      // It may have been one's own.
      void queries.invalidateQueries({ queryKey: KEYS.me });
      onDone();
    },
  });
}
