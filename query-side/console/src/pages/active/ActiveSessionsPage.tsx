import { useQueryClient } from '@tanstack/react-query';
import { Radio } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import {
  followActiveSessions,
  type ActiveSession,
  type ActiveSessions,
  type Connection,
} from '../../api/activeSessions';
import { KEYS } from '../../app/queries';
import { useLogTime } from '../../app/useLogTime';
import { accessKindLabel, counted, monitorsOwnName } from '../../format/labels';
import { duration } from '../../format/time';
import { Badge } from '../../parts/Badge';
import { BehindSign } from '../../parts/BehindSign';
import { EmptyState } from '../../parts/EmptyState';
import { LogMoment } from '../../parts/LogMoment';
import { Page } from '../../parts/Page';

/** Logs → Active Sessions: which sessions there are. The server tells of every change by itself. */
export function ActiveSessionsPage() {
  const queries = useQueryClient();
  const log = useLogTime();
  const [sessions, setSessions] = useState<ActiveSessions | null>(null);
  const [connection, setConnection] = useState<Connection>('CONNECTING');

  useEffect(
    () =>
      followActiveSessions(setSessions, setConnection, () => {
        // Perhaps nobody is signed in any more: that question leads to the sign-in page.
        void queries.invalidateQueries({ queryKey: KEYS.me });
      }),
    [queries],
  );

  return (
    <Page
      title="Active Sessions"
      about={
        <>
          All times are {log.zone}. <BehindSign behind={sessions?.behind} />
        </>
      }
      actions={<ConnectionSign connection={connection} />}
    >
      <p className="unseen" role="status">
        {sessions !== null && `${counted(sessions.items.length, 'active session')}.`}
      </p>
      {sessions === null && <div className="loading" role="status" aria-label="Loading" />}
      {sessions?.items.length === 0 && (
        <EmptyState icon={Radio} title="No session is running">
          <p>
            Sessions appear here the moment they start. <Link to="/computers">Connect to a computer</Link> to
            see one.
          </p>
        </EmptyState>
      )}
      {sessions !== null && sessions.items.length > 0 && <ActiveSessionsTable sessions={sessions.items} />}
    </Page>
  );
}

function ConnectionSign({ connection }: { readonly connection: Connection }) {
  switch (connection) {
    case 'CONNECTING':
      return <Badge tone="plain">Connecting…</Badge>;
    case 'LIVE':
      return <Badge tone="good">Live</Badge>;
    case 'RECONNECTING':
      return (
        <span role="status">
          <Badge tone="bad">Reconnecting…</Badge>
        </span>
      );
  }
}

function ActiveSessionsTable({ sessions }: { readonly sessions: readonly ActiveSession[] }) {
  const now = useNow();
  const log = useLogTime();
  return (
    <div className="table-frame">
      <table>
        <caption className="unseen">Active sessions, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Started</th>
            <th scope="col">Technician</th>
            <th scope="col">Computer</th>
            <th scope="col">View</th>
            <th scope="col">Running for</th>
            <th scope="col">Recording</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.session}>
              <td>
                <LogMoment iso={session.startedAt} />
              </td>
              <td>{session.technicianName}</td>
              <th scope="row">
                {session.endpointName}
                <span className="detail">{accessKindLabel(session.accessKind)}</span>
              </th>
              <td>
                <View session={session} />
              </td>
              <td className="numeric">
                {duration(now - Date.parse(session.startedAt))}
                {session.expiresAt !== null && (
                  <span className="detail">Ends at {log.clock(session.expiresAt)}</span>
                )}
              </td>
              <td>
                {session.recorded ? (
                  <Badge tone="live">Recording now</Badge>
                ) : (
                  <Badge tone="plain">None</Badge>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function View({ session }: { readonly session: ActiveSession }) {
  if (session.monitor === null) {
    return <span className="faint">Waiting for the viewer</span>;
  }
  return (
    <>
      Monitor {session.monitor}
      <span className="detail">
        {[
          session.monitorName === null ? null : monitorsOwnName(session.monitor, session.monitorName),
          session.width === null ? null : `${String(session.width)} × ${String(session.height)}`,
          session.frameRate === null ? null : `${String(session.frameRate)} frames a second`,
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </span>
    </>
  );
}

/** The present, once a second. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return now;
}
