import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { CalendarClock } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import { mayManage } from '../../api/account';
import { fetchDueRecordings, type DueRecordings } from '../../api/retention';
import { KEYS } from '../../app/queries';
import { useLogTime } from '../../app/useLogTime';
import { useMe } from '../../app/useMe';
import { ruleSentence } from '../../format/retention';
import { daysAfter } from '../../format/time';
import { BehindSign } from '../../parts/BehindSign';
import { EmptyState } from '../../parts/EmptyState';
import { LoadMore } from '../../parts/LoadMore';
import { FailureNotice } from '../../parts/Notice';
import { OnlyFor } from '../../parts/OnlyFor';
import { Page } from '../../parts/Page';
import { dayChoices } from './dayChoices';
import { DueTable } from './DueTable';

const DAYS_AHEAD = 7;
const REFRESH_MILLIS = 10_000;

/** Management → Retention: what will be deleted until a day, under which rule, and what is held instead. */
export function RetentionPage() {
  return (
    <OnlyFor
      title="Retention"
      may={mayManage(useMe())}
      sentence="Owners and admins of your team see what is deleted when."
    >
      <Retention />
    </OnlyFor>
  );
}

function Retention() {
  const log = useLogTime();
  const [parameters, setParameters] = useSearchParams();
  const chosen = parameters.get('until') ?? '';
  const today = log.dayOf(new Date().toISOString());
  const day = log.endOfDay(chosen) === undefined ? daysAfter(today, DAYS_AHEAD) : chosen;
  const until = log.endOfDay(day) ?? '';
  const due = useInfiniteQuery({
    queryKey: KEYS.retention(until),
    queryFn: ({ pageParam, signal }) => fetchDueRecordings(until, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: DueRecordings) => page.next,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) <= 1 ? REFRESH_MILLIS : false),
    placeholderData: keepPreviousData,
  });
  const first = due.data?.pages[0];
  const items = due.data?.pages.flatMap((page) => page.items) ?? [];
  const held = items.filter(({ state }) => state === 'HELD');
  const deleted = items.filter(({ state }) => state !== 'HELD');

  return (
    <Page
      title="Retention"
      about={
        <>
          {first !== undefined && (
            <>
              Recordings are kept {ruleSentence(first.rule, log)}.{' '}
              <Link to="/management/settings/general">Change it</Link>{' '}
            </>
          )}
          <BehindSign behind={first?.behind} />
        </>
      }
      actions={
        <div className="day-choices" role="group" aria-label="Days to choose">
          {dayChoices(today).map((choice) => (
            <button
              key={choice.day}
              type="button"
              className="button"
              aria-pressed={choice.day === day}
              onClick={() => {
                setParameters({ until: choice.day });
              }}
            >
              {choice.label}
            </button>
          ))}
          <label className="day-until">
            Until the end of
            <input
              type="date"
              value={day}
              required
              onChange={(event) => {
                setParameters(event.target.value === '' ? {} : { until: event.target.value });
              }}
            />
          </label>
        </div>
      }
    >
      <FailureNotice
        error={due.error}
        onRetry={() => {
          void due.refetch();
        }}
      />
      {due.isPending && <div className="loading" role="status" aria-label="Loading" />}
      {due.data !== undefined && items.length === 0 && (
        <EmptyState icon={CalendarClock} title="Nothing is due">
          <p>No recording’s time is over until then. Choose a later day to look further ahead.</p>
        </EmptyState>
      )}
      {deleted.length > 0 && <DueTable title="Will be deleted" items={deleted} />}
      {held.length > 0 && <DueTable title="Held instead" items={held} />}
      <LoadMore query={due} />
    </Page>
  );
}
