import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { followActiveSessions, type ActiveSession, type ActiveSessions } from '../../api/activeSessions';
import { KEYS } from '../../app/queries';

/** What the server tells of a running session, live; undefined while it is not known or not wanted (`null`). */
export function useActiveSession(session: string | null): ActiveSession | undefined {
  const queries = useQueryClient();
  const [sessions, setSessions] = useState<ActiveSessions | null>(null);
  const wanted = session !== null;

  useEffect(() => {
    if (!wanted) {
      return undefined;
    }
    return followActiveSessions(
      setSessions,
      () => undefined, // the desktop itself shows whether there is a connection
      () => {
        void queries.invalidateQueries({ queryKey: KEYS.me });
      },
    );
  }, [wanted, queries]);

  return sessions?.items.find((item) => item.session === session);
}
