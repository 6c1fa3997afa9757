import { useMemo } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { timeZoneOf } from '../api/settings';
import { LogTime } from '../format/time';
import { FailureNotice } from '../parts/Notice';
import { signInPath } from './next';
import { LogTimeContext } from './useLogTime';
import { MeContext, useMeQuery } from './useMe';
import { useSettings } from './useSettings';

/** Shows its pages to those who are signed in, and leads the others to the sign-in page and back. */
export function SignedIn() {
  const me = useMeQuery();
  const { pathname, search } = useLocation();

  if (me.isPending) {
    return <div className="loading" role="status" aria-label="Loading" />;
  }
  if (me.data === undefined) {
    return (
      <main className="lone">
        <FailureNotice
          error={me.error}
          onRetry={() => {
            void me.refetch();
          }}
        />
      </main>
    );
  }
  if (me.data === null) {
    return <Navigate to={signInPath(pathname + search)} replace />;
  }
  return (
    <MeContext value={me.data}>
      <InLogTime />
    </MeContext>
  );
}

/** The pages, once the time zone of the session logs is known; where it cannot be, they are in UTC and say so. */
function InLogTime() {
  const settings = useSettings();
  const zone = timeZoneOf(settings.data);
  const time = useMemo(() => new LogTime(zone), [zone]);

  if (settings.isPending && settings.failureCount === 0) {
    return <div className="loading" role="status" aria-label="Loading" />;
  }
  return (
    <LogTimeContext value={time}>
      <Outlet />
    </LogTimeContext>
  );
}
