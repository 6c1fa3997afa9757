import { Navigate, Outlet, useLocation } from 'react-router';
import { FailureNotice } from '../parts/Notice';
import { signInPath } from './next';
import { MeContext, useMeQuery } from './useMe';

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
      <Outlet />
    </MeContext>
  );
}
