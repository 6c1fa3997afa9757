import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LogOut, Monitor, Radio, ScrollText } from 'lucide-react';
import { NavLink, Outlet } from 'react-router';
import { signOut } from '../api/account';
import { roleLabel } from '../format/labels';
import { FailureNotice } from '../parts/Notice';
import { Logo } from '../parts/Logo';
import { KEYS } from './queries';
import { useMe } from './useMe';

/** The frame around the pages: where one is, where one can go, and who one is. */
export function Shell() {
  return (
    <div className="shell">
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <aside className="side">
        <div className="brand">
          <Logo />
          <span>Retrace</span>
        </div>
        <nav aria-label="Main">
          <NavLink to="/computers" className="nav-item">
            <Monitor aria-hidden="true" /> Computers
          </NavLink>
          <p className="nav-group" id="nav-logs">
            Logs
          </p>
          <ul aria-labelledby="nav-logs">
            <li>
              <NavLink to="/logs/sessions" className="nav-item">
                <ScrollText aria-hidden="true" /> Sessions
              </NavLink>
            </li>
            <li>
              <NavLink to="/logs/active-sessions" className="nav-item">
                <Radio aria-hidden="true" /> Active Sessions
              </NavLink>
            </li>
          </ul>
        </nav>
        <Account />
      </aside>
      <main id="content" className="content" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

function Account() {
  const me = useMe();
  const queries = useQueryClient();
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      queries.setQueryData(KEYS.me, null);
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== KEYS.me[0] });
    },
  });
  return (
    <div className="account">
      <div className="account-who">
        <span className="account-name">{me.name}</span>
        <span className="account-team">
          {me.teamName} · {roleLabel(me.role)}
        </span>
      </div>
      <button
        type="button"
        className="button button-quiet button-icon"
        aria-label="Sign out"
        title="Sign out"
        disabled={leave.isPending}
        onClick={() => {
          leave.mutate();
        }}
      >
        <LogOut aria-hidden="true" />
      </button>
      <FailureNotice error={leave.error} />
    </div>
  );
}
