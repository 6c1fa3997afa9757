import { useQuery } from '@tanstack/react-query';
import { Clapperboard } from 'lucide-react';
import { useState } from 'react';
import { mayPlay } from '../../api/account';
import { fetchRecordings, type Recordings, type Segment } from '../../api/recordings';
import type { SessionRow } from '../../api/sessions';
import { KEYS } from '../../app/queries';
import { useMe } from '../../app/useMe';
import { monitorsOwnName } from '../../format/labels';
import { logDateTime, LOG_TIME_ZONE } from '../../format/time';
import { BehindSign } from '../../parts/BehindSign';
import { Dialog } from '../../parts/Dialog';
import { EmptyState } from '../../parts/EmptyState';
import { FailureNotice } from '../../parts/Notice';
import { byMonitor } from './byMonitor';
import { Player } from './Player';
import { SegmentItem } from './SegmentItem';

const REFRESH_MILLIS = 2000;

/** A session's recordings, by monitor and time, each to be played in the page or had as a file. */
export function RecordingsDialog({
  session,
  onClose,
}: {
  readonly session: SessionRow;
  readonly onClose: () => void;
}) {
  const me = useMe();
  const [played, setPlayed] = useState<Segment | null>(null);
  const recordings = useQuery({
    queryKey: KEYS.recordings(session.session),
    queryFn: ({ signal }) => fetchRecordings(session.session, signal),
    refetchInterval: ({ state }) => (isSettled(state.data) ? false : REFRESH_MILLIS),
  });

  return (
    <Dialog title="Recordings" onClose={onClose} wide>
      <p className="dialog-about">
        {session.technicianName} on {session.endpointName ?? 'an unknown computer'},{' '}
        {logDateTime(session.startedAt)} {LOG_TIME_ZONE}. <BehindSign behind={recordings.data?.behind} />
      </p>
      <FailureNotice
        error={recordings.error}
        onRetry={() => {
          void recordings.refetch();
        }}
      />
      {!mayPlay(me) && <p className="hint">Owners of your team may play and download recordings.</p>}
      {recordings.isPending && <div className="loading" role="status" aria-label="Loading" />}
      {recordings.data?.items.length === 0 && (
        <EmptyState icon={Clapperboard} title="No recordings">
          <p>A recording appears here with the first picture of the session.</p>
        </EmptyState>
      )}
      {played !== null && (
        <Player
          key={played.segment}
          session={session.session}
          segment={played}
          onClose={() => {
            setPlayed(null);
          }}
        />
      )}
      {byMonitor(recordings.data?.items ?? []).map((group) => (
        <section
          key={group.monitor}
          className="monitor-group"
          aria-label={`Monitor ${String(group.monitor)}`}
        >
          <h3>
            Monitor {group.monitor}
            <span className="detail"> {monitorsOwnName(group.monitor, group.name)}</span>
          </h3>
          <ol className="segments">
            {group.segments.map((segment) => (
              <SegmentItem
                key={segment.segment}
                session={session.session}
                segment={segment}
                mayPlay={mayPlay(me)}
                isPlayed={played?.segment === segment.segment}
                onPlay={() => {
                  setPlayed(segment);
                }}
              />
            ))}
          </ol>
        </section>
      ))}
    </Dialog>
  );
}

/** Whether the session has ended and nothing of this will change by itself soon. */
function isSettled(recordings: Recordings | undefined): boolean {
  return (
    recordings !== undefined &&
    recordings.items.length > 0 &&
    recordings.state !== 'RECORDING' &&
    recordings.state !== 'UPLOADING'
  );
}
