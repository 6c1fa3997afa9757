import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CalendarClock, LogOut, Monitor, Radio, ScrollText, Settings, Users } from 'lucide-react';
import { NavLink, Outlet } from 'react-router';
import { mayManage, mayManageAccounts, signOut } from '../api/account';
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
          <Management />
        </nav>
        <Account />
      </aside>
      <main id="content" className="content" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

/** What a person may not see at all is not offered. */
function Management() {
  const me = useMe();
  return (
    <>
      <p className="nav-group" id="nav-management">
        Management
      </p>
      <ul aria-labelledby="nav-management">
        <li>
          <NavLink to="/management/settings" className="nav-item">
            <Settings aria-hidden="true" /> Settings
          </NavLink>
        </li>
        {mayManageAccounts(me) && (
          <li>
            <NavLink to="/management/accounts" className="nav-item">
              <Users aria-hidden="true" /> Accounts
            </NavLink>
          </li>
        )}
        {mayManage(me) && (
          <li>
            <NavLink to="/management/retention" className="nav-item">
              <CalendarClock aria-hidden="true" /> Retention
            </NavLink>
          </li>
        )}
      </ul>
    </>
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
