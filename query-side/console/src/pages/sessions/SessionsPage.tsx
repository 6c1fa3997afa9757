import { useInfiniteQuery } from '@tanstack/react-query';
import { Download, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { mayAudit } from '../../api/account';
import {
  fetchSessions,
  sessionsCsvAddress,
  type SessionFilters,
  type SessionRow,
  type SessionsPage as Rows,
} from '../../api/sessions';
import { KEYS } from '../../app/queries';
import { useLogTime } from '../../app/useLogTime';
import { useMe } from '../../app/useMe';
import { BehindSign } from '../../parts/BehindSign';
import { EmptyState } from '../../parts/EmptyState';
import { LoadMore } from '../../parts/LoadMore';
import { FailureNotice } from '../../parts/Notice';
import { Page } from '../../parts/Page';
import { RecordingsDialog } from '../recordings/RecordingsDialog';
import { TimelineDialog } from '../timeline/TimelineDialog';
import { AsOf, PastNotice } from './AsOf';
import { atMoment, filtersOf, hasFilters, momentOf } from './filters';
import { FilterBar } from './FilterBar';
import { SessionsTable } from './SessionsTable';

const REFRESH_MILLIS = 4000;
/** A long list that was paged through is not read again by itself. */
const REFRESHED_PAGES_MAX = 2;

/** Logs → Sessions: which sessions there were. The filters are in the address, so that a view can be shared. */
export function SessionsPage() {
  const [parameters, setParameters] = useSearchParams();
  const [shown, setShown] = useState<SessionRow | null>(null);
  const [told, setTold] = useState<SessionRow | null>(null);
  const log = useLogTime();
  const may = mayAudit(useMe());
  const at = may ? momentOf(parameters) : undefined;
  const narrowed = filtersOf(parameters, log);
  const filters: SessionFilters = { ...narrowed, at };
  const sessions = useInfiniteQuery({
    queryKey: [...KEYS.sessions, filters],
    queryFn: ({ pageParam, signal }) => fetchSessions(filters, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Rows) => page.next,
    refetchInterval: ({ state }) =>
      at === undefined && (state.data?.pages.length ?? 0) <= REFRESHED_PAGES_MAX ? REFRESH_MILLIS : false,
    // What is shown of one moment must not stand under the name of another.
    placeholderData: (before, query) => (momentAsked(query?.queryKey) === at ? before : undefined),
    ...(at === undefined ? {} : PAST),
  });
  const rows = sessions.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = hasFilters(narrowed);
  const goTo = (moment: string | undefined) => {
    setShown(null);
    setParameters(atMoment(parameters, moment));
  };

  return (
    <Page
      title="Sessions"
      about={
        <>
          All times are {log.zone}. <BehindSign behind={sessions.data?.pages[0]?.behind} />
        </>
      }
      actions={
        <a className="button" href={sessionsCsvAddress(filters)} download="sessions.csv">
          <Download aria-hidden="true" /> Export CSV
        </a>
      }
    >
      {may && <AsOf key={at} at={at} onChange={goTo} />}
      {at !== undefined && (
        <PastNotice
          at={at}
          onNow={() => {
            goTo(undefined);
          }}
        />
      )}
      <FilterBar parameters={parameters} onChange={setParameters} />
      <FailureNotice
        error={sessions.error}
        onRetry={() => {
          void sessions.refetch();
        }}
      />
      {sessions.isPending && <div className="loading" role="status" aria-label="Loading" />}
      {sessions.data !== undefined && rows.length === 0 && (
        <NoSessions filtered={filtered} past={at !== undefined} />
      )}
      {rows.length > 0 && (
        <SessionsTable rows={rows} past={at !== undefined} onRecordings={setShown} onTimeline={setTold} />
      )}
      <LoadMore query={sessions} />
      {shown !== null && (
        <RecordingsDialog
          session={shown}
          at={at}
          onClose={() => {
            setShown(null);
          }}
        />
      )}
      {told !== null && (
        <TimelineDialog
          session={told}
          onClose={() => {
            setTold(null);
          }}
        />
      )}
    </Page>
  );
}

/** What was asked of the past once stays true, and asking costs the server more than the present does. */
const PAST = { staleTime: 60_000, retry: false } as const;

function momentAsked(key: readonly unknown[] | undefined): string | undefined {
  return (key?.at(-1) as SessionFilters | undefined)?.at;
}

function NoSessions({ filtered, past }: { readonly filtered: boolean; readonly past: boolean }) {
  if (past) {
    return (
      <EmptyState icon={ScrollText} title="No such session at that moment">
        <p>{filtered ? 'No session fitted these filters then.' : 'There had been no session yet.'}</p>
      </EmptyState>
    );
  }
  return filtered ? (
    <EmptyState icon={ScrollText} title="No session fits these filters">
      <p>
        <Link to="/logs/sessions">Clear the filters</Link> to see them all.
      </p>
    </EmptyState>
  ) : (
    <EmptyState icon={ScrollText} title="No sessions yet">
      <p>
        A session appears here as soon as it starts. <Link to="/computers">Connect to a computer</Link> to
        begin the first.
      </p>
    </EmptyState>
  );
}
