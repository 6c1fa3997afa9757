import { useQuery } from '@tanstack/react-query';
import { Clapperboard } from 'lucide-react';
import { useState } from 'react';
import { mayManage, mayPlay } from '../../api/account';
import { fetchRecordings, type Recordings, type Segment } from '../../api/recordings';
import type { SessionRow } from '../../api/sessions';
import { KEYS } from '../../app/queries';
import { useLogTime } from '../../app/useLogTime';
import { useMe } from '../../app/useMe';
import { playbackOf, useSettings } from '../../app/useSettings';
import { playbackSentence } from '../../format/settings';
import { BehindSign } from '../../parts/BehindSign';
import { Dialog } from '../../parts/Dialog';
import { EmptyState } from '../../parts/EmptyState';
import { FailureNotice } from '../../parts/Notice';
import { CoverageOfSession } from './CoverageOfSession';
import { isBeingDeleted } from './beingDeleted';
import { Holds } from './Holds';
import { MonitorRecordings } from './MonitorRecordings';
import { Player } from './Player';
import { WhoWatched } from './WhoWatched';

const REFRESH_MILLIS = 2000;

/** A session's recordings: played in the page or had as a file, what keeps them, and who has watched them. */
export function RecordingsDialog({
  session,
  at,
  onClose,
}: {
  readonly session: SessionRow;
  /** As they stood at that moment, to look at only; undefined for as they stand. */
  readonly at: string | undefined;
  readonly onClose: () => void;
}) {
  const me = useMe();
  const log = useLogTime();
  const permission = playbackOf(useSettings().data, session.accessKind);
  const may = at === undefined && permission !== undefined && mayPlay(me, permission);
  const [played, setPlayed] = useState<Segment | null>(null);
  const recordings = useQuery({
    queryKey: at === undefined ? KEYS.recordings(session.session) : KEYS.recordingsThen(session.session, at),
    queryFn: ({ signal }) => fetchRecordings(session.session, at, signal),
    refetchInterval: ({ state }) => (at !== undefined || isSettled(state.data) ? false : REFRESH_MILLIS),
  });

  return (
    <Dialog title="Recordings" onClose={onClose} wide>
      <p className="dialog-about">
        {session.technicianName} on {session.endpointName ?? 'an unknown computer'},{' '}
        {log.dateTime(session.startedAt)} {log.zone}. <BehindSign behind={recordings.data?.behind} />
      </p>
      <FailureNotice
        error={recordings.error}
        onRetry={() => {
          void recordings.refetch();
        }}
      />
      {at !== undefined && (
        <p className="hint">
          As of {log.dateTime(at)} {log.zone}. To play a recording go back to now.
        </p>
      )}
      {at === undefined && permission !== undefined && !may && (
        <p className="hint">{playbackSentence(permission)}</p>
      )}
      {recordings.isPending && <div className="loading" role="status" aria-label="Loading" />}
      {recordings.data !== undefined && recordings.data.coverage !== null && (
        <CoverageOfSession coverage={recordings.data.coverage} />
      )}
      {recordings.data?.items.length === 0 && (
        <EmptyState icon={Clapperboard} title="No recordings">
          {recordings.data.state === 'FAILED' ? (
            <p>The session was to be recorded, and nothing of it was.</p>
          ) : (
            <p>A recording appears here with the first picture of the session.</p>
          )}
        </EmptyState>
      )}
      {played !== null && may && (
        <Player
          key={played.segment}
          session={session.session}
          segment={played}
          onClose={() => {
            setPlayed(null);
          }}
        />
      )}
      {recordings.data !== undefined && (
        <MonitorRecordings
          session={session.session}
          recordings={recordings.data}
          mayPlay={may}
          played={played?.segment ?? null}
          onPlay={setPlayed}
        />
      )}
      {recordings.data !== undefined &&
        recordings.data.items.length > 0 &&
        at === undefined &&
        mayManage(me) && (
          <>
            <Holds session={session.session} recordings={recordings.data} />
            <WhoWatched session={session.session} />
          </>
        )}
    </Dialog>
  );
}

/** Whether the session has ended and nothing of this will change by itself soon. */
function isSettled(recordings: Recordings | undefined): boolean {
  return (
    recordings !== undefined &&
    recordings.coverage !== null &&
    recordings.state !== 'RECORDING' &&
    recordings.state !== 'UPLOADING' &&
    !recordings.items.some((item) => isBeingDeleted(item, Date.now()))
  );
}
