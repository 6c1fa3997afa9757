import { NavLink, Outlet } from 'react-router';
import { mayManage } from '../../api/account';
import type { Settings } from '../../api/settings';
import { useMe } from '../../app/useMe';
import { useSettings } from '../../app/useSettings';
import { BehindSign } from '../../parts/BehindSign';
import { FailureNotice } from '../../parts/Notice';
import { Page } from '../../parts/Page';

/** Management → Settings: what the team has set. Owners and admins change it, members read it. */
export function SettingsPage() {
  const may = mayManage(useMe());
  const settings = useSettings();
  return (
    <Page
      title="Settings"
      about={
        <>
          {may
            ? 'What is recorded, and from where, holds for sessions that begin after a change; the rest holds at once.'
            : 'Owners and admins of your team change these.'}{' '}
          <BehindSign behind={settings.data?.behind} />
        </>
      }
    >
      <nav className="tabs" aria-label="Settings">
        <Tab to="attended">Attended Access</Tab>
        <Tab to="unattended">Unattended Access</Tab>
        <Tab to="general">General</Tab>
        {may && <Tab to="history">History</Tab>}
      </nav>
      <FailureNotice
        error={settings.error}
        onRetry={() => {
          void settings.refetch();
        }}
      />
      {settings.isPending && <div className="loading" role="status" aria-label="Loading" />}
      {settings.data !== undefined && <Outlet context={settings.data satisfies Settings} />}
    </Page>
  );
}

function Tab({ to, children }: { readonly to: string; readonly children: string }) {
  return (
    <NavLink to={to} className="tab">
      {children}
    </NavLink>
  );
}
