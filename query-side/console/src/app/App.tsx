import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { AccountsPage } from '../pages/accounts/AccountsPage';
import { ActiveSessionsPage } from '../pages/active/ActiveSessionsPage';
import { ComputersPage } from '../pages/computers/ComputersPage';
import { RetentionPage } from '../pages/retention/RetentionPage';
import { SessionsPage } from '../pages/sessions/SessionsPage';
import { AccessSettings } from '../pages/settings/AccessSettings';
import { GeneralSettings } from '../pages/settings/GeneralSettings';
import { SettingHistory } from '../pages/settings/SettingHistory';
import { SettingsPage } from '../pages/settings/SettingsPage';
import { SignInPage } from '../pages/signin/SignInPage';
import { Breakage } from './Breakage';
import { NotFoundPage } from './NotFoundPage';
import { newQueryClient } from './queries';
import { Shell } from './Shell';
import { SignedIn } from './SignedIn';

// The viewer is most of the console's code, and most pages do without it.
const DesktopPage = lazy(() => import('../pages/desktop/DesktopPage'));

export function App() {
  const [queries] = useState(newQueryClient);
  return (
    <Breakage>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <Routes>
            <Route path="/sign-in" element={<SignInPage />} />
            <Route element={<SignedIn />}>
              <Route
                path="/computers/:endpoint/desktop"
                element={
                  <Suspense fallback={<div className="loading" role="status" aria-label="Loading" />}>
                    <DesktopPage />
                  </Suspense>
                }
              />
              <Route element={<Shell />}>
                <Route index element={<Navigate to="/computers" replace />} />
                <Route path="/computers" element={<ComputersPage />} />
                <Route path="/logs" element={<Navigate to="/logs/sessions" replace />} />
                <Route path="/logs/sessions" element={<SessionsPage />} />
                <Route path="/logs/active-sessions" element={<ActiveSessionsPage />} />
                <Route path="/management" element={<Navigate to="/management/settings" replace />} />
                <Route path="/management/settings" element={<SettingsPage />}>
                  <Route index element={<Navigate to="attended" replace />} />
                  <Route path="attended" element={<AccessSettings key="ATTENDED" accessKind="ATTENDED" />} />
                  <Route
                    path="unattended"
                    element={<AccessSettings key="UNATTENDED" accessKind="UNATTENDED" />}
                  />
                  <Route path="general" element={<GeneralSettings />} />
                  <Route path="history" element={<SettingHistory />} />
                </Route>
                <Route path="/management/accounts" element={<AccountsPage />} />
                <Route path="/management/retention" element={<RetentionPage />} />
                <Route path="*" element={<NotFoundPage />} />
              </Route>
            </Route>
          </Routes>
        </BrowserRouter>
      </QueryClientProvider>
    </Breakage>
  );
}
