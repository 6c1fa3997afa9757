import { useInfiniteQuery } from '@tanstack/react-query';
import {
  Clapperboard,
  DoorOpen,
  Eye,
  Gauge,
  Info,
  Lock,
  Monitor,
  PcCase,
  Settings,
  Trash2,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import type { SessionRow } from '../../api/sessions';
import { fetchTimeline, type EventKind, type Timeline } from '../../api/timeline';
import { KEYS } from '../../app/queries';
import { useLogTime } from '../../app/useLogTime';
import { Dialog } from '../../parts/Dialog';
import { LoadMore } from '../../parts/LoadMore';
import { FailureNotice } from '../../parts/Notice';
import { entriesOf, type Entry } from './entries';

const REFRESH_MILLIS = 4000;

const ICON: Record<EventKind, LucideIcon> = {
  TEAM: Settings,
  COMPUTER: PcCase,
  SESSION: DoorOpen,
  VIEW: Monitor,
  RECORDING: Clapperboard,
  WARNING: TriangleAlert,
  COVERAGE: Gauge,
  WATCHING: Eye,
  HOLD: Lock,
  DELETION: Trash2,
  UNKNOWN: Info,
};

/** All that happened to a session and its recordings, from its admission to their deletion. */
export function TimelineDialog({
  session,
  onClose,
}: {
  readonly session: SessionRow;
  readonly onClose: () => void;
}) {
  const log = useLogTime();
  const timeline = useInfiniteQuery({
    queryKey: KEYS.timeline(session.session, log.zone),
    queryFn: ({ pageParam, signal }) => fetchTimeline(session.session, log.zone, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Timeline) => page.next,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) <= 1 ? REFRESH_MILLIS : false),
  });
  const pages = timeline.data?.pages ?? [];
  return (
    <Dialog title="Timeline" onClose={onClose} wide>
      <p className="dialog-about">
        {session.technicianName} on {session.endpointName ?? 'an unknown computer'},{' '}
        {log.dateTime(session.startedAt)} {log.zone}.
      </p>
      <FailureNotice
        error={timeline.error}
        onRetry={() => {
          void timeline.refetch();
        }}
      />
      {timeline.isPending && <div className="loading" role="status" aria-label="Loading" />}
      {pages.some((page) => page.watchingLeftOut) && (
        <p className="hint">Who asked for recordings and watched them is shown to owners and admins.</p>
      )}
      {pages.length > 0 && (
        <ol className="timeline" aria-label="What happened">
          {entriesOf(pages.flatMap((page) => page.items)).map((entry) => (
            <TimelineEntry key={entry.item.position} entry={entry} />
          ))}
        </ol>
      )}
      <LoadMore query={timeline} />
    </Dialog>
  );
}

function TimelineEntry({ entry: { item, recording, until, times } }: { readonly entry: Entry }) {
  const log = useLogTime();
  const Icon = (ICON as Partial<Record<string, LucideIcon>>)[item.kind] ?? Info;
  return (
    <li className={`timeline-entry timeline-${item.kind.toLowerCase()}`}>
      <time className="numeric" dateTime={item.at}>
        {log.time(item.at)}
        <span className="detail">{log.date(item.at)}</span>
      </time>
      <Icon aria-hidden="true" />
      <div>
        <strong>{item.what}</strong>
        {item.who !== null && <span>, {item.who}</span>}
        {recording !== null && <span className="timeline-number">recording {recording}</span>}
        {item.about !== '' && <span className="detail">{item.about}</span>}
        {until !== null && (
          <span className="detail">
            Told {times} times, until {log.dateTime(until)}
          </span>
        )}
      </div>
    </li>
  );
}
