import { useInfiniteQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { fetchSettingChanges, type SettingChanges } from '../../api/settings';
import { KEYS } from '../../app/queries';
import { settingLabel, settingValue } from '../../format/settings';
import { EmptyState } from '../../parts/EmptyState';
import { LoadMore } from '../../parts/LoadMore';
import { LogMoment } from '../../parts/LogMoment';
import { FailureNotice } from '../../parts/Notice';

const REFRESH_MILLIS = 4000;

/** What was set, by whom and when. */
export function SettingHistory() {
  const changes = useInfiniteQuery({
    queryKey: KEYS.settingChanges,
    queryFn: ({ pageParam, signal }) => fetchSettingChanges(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: SettingChanges) => page.next,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) <= 1 ? REFRESH_MILLIS : false),
  });
  const items = changes.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <FailureNotice
        error={changes.error}
        onRetry={() => {
          void changes.refetch();
        }}
      />
      {changes.isPending && <div className="loading" role="status" aria-label="Loading" />}
      {changes.data !== undefined && items.length === 0 && (
        <EmptyState icon={History} title="Nothing was changed yet">
          <p>All settings are the defaults.</p>
        </EmptyState>
      )}
      {items.length > 0 && (
        <div className="table-frame">
          <table>
            <caption className="unseen">Changes of settings, newest first</caption>
            <thead>
              <tr>
                <th scope="col">Changed</th>
                <th scope="col">By</th>
                <th scope="col">Setting</th>
                <th scope="col">Before</th>
                <th scope="col">After</th>
              </tr>
            </thead>
            <tbody>
              {items.map((change) => (
                <tr key={`${change.at} ${settingLabel(change)}`}>
                  <td>
                    <LogMoment iso={change.at} />
                  </td>
                  <td>{change.by.name}</td>
                  <th scope="row">{settingLabel(change)}</th>
                  <td className="faint">{settingValue(change.setting, change.before)}</td>
                  <td>{settingValue(change.setting, change.after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <LoadMore query={changes} />
    </>
  );
}
