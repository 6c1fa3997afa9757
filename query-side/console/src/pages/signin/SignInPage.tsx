import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useSearchParams } from 'react-router';
import { fetchMe, fetchSignInWays, signIn } from '../../api/account';
import { Problem } from '../../api/http';
import { pathAfterSignIn } from '../../app/next';
import { KEYS } from '../../app/queries';
import { useMeQuery } from '../../app/useMe';
import { Logo } from '../../parts/Logo';
import { FailureNotice } from '../../parts/Notice';
import { useTitle } from '../../parts/Page';
import { providerProblem } from './providerProblem';

export function SignInPage() {
  useTitle('Sign in');
  const [parameters] = useSearchParams();
  const queries = useQueryClient();
  const me = useMeQuery();
  const ways = useQuery({ queryKey: KEYS.signInWays, queryFn: fetchSignInWays });

  const enter = useMutation({
    mutationFn: async ({ username, password }: { username: string; password: string }) => {
      await signIn(username, password);
      return fetchMe();
    },
    onSuccess: (signedIn) => {
      queries.setQueryData(KEYS.me, signedIn);
    },
  });

  if (me.data) {
    return <Navigate to={pathAfterSignIn(parameters.get('next'))} replace />;
  }
  return (
    <main className="lone">
      <div className="sign-in">
        <div className="brand brand-large">
          <Logo />
          <span>Retrace</span>
        </div>
        <h1>Sign in</h1>
        <FailureNotice error={providerProblem(parameters.get('problem'))} />
        {ways.data?.singleSignOn != null && (
          <>
            <a className="button button-primary button-full" href={ways.data.singleSignOn}>
              Sign in with single sign-on
            </a>
            <p className="sign-in-or">or with a password of Retrace’s own</p>
          </>
        )}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const form = new FormData(event.currentTarget);
            enter.mutate({ username: textOf(form, 'username'), password: textOf(form, 'password') });
          }}
        >
          <FailureNotice error={enter.isError ? worded(enter.error) : null} />
          <label className="field">
            <span>Username</span>
            <input
              name="username"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
              autoFocus
            />
          </label>
          <label className="field">
            <span>Password</span>
            <input name="password" type="password" autoComplete="current-password" required />
          </label>
          <button type="submit" className="button button-primary button-full" disabled={enter.isPending}>
            {enter.isPending ? 'Signing in…' : 'Sign in'}
          </button>
        </form>
      </div>
      <p className="lone-foot">Remote desktop sessions, recorded on the way.</p>
    </main>
  );
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** Where the server says no more than 401, the sentence says what that means here. */
function worded(error: unknown): unknown {
  return error instanceof Problem && error.code === 'HTTP_401'
    ? new Problem(
        401,
        error.code,
        'This username and password do not belong together. Check both and try again.',
      )
    : error;
}
