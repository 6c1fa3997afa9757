import { useQuery } from '@tanstack/react-query';
import { Circle, MonitorOff } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { fetchEndpoints } from '../../api/endpoints';
import { KEYS } from '../../app/queries';
import { useLogTime } from '../../app/useLogTime';
import { Logo } from '../../parts/Logo';
import { useTitle } from '../../parts/Page';
import { YOU_ENDED_IT, type DesktopState } from './desktopSession';
import { DesktopToolbar } from './DesktopToolbar';
import { expirySentence } from './expirySentence';
import { useActiveSession } from './useActiveSession';
import { useDesktopSession } from './useDesktopSession';
import { LEAVE_KEYS, useLeaveKeys } from './useLeaveKeys';

/** The endpoint's desktop in the browser, live through the relay. */
export default function DesktopPage() {
  const { endpoint = '' } = useParams();
  const log = useLogTime();
  const [attempt, setAttempt] = useState(1);
  const [fits, setFits] = useState(true);
  const whole = useRef<HTMLDivElement>(null);
  const screen = useRef<HTMLDivElement>(null);
  const { state, session } = useDesktopSession(endpoint, attempt, screen);
  const navigate = useNavigate();

  const endpoints = useQuery({ queryKey: KEYS.endpoints, queryFn: ({ signal }) => fetchEndpoints(signal) });
  const computer = endpoints.data?.items.find((item) => item.endpoint === endpoint);
  const name = computer?.name ?? 'Computer';
  const live = state.phase === 'LIVE';
  const running = live || state.phase === 'CONNECTING' ? state.started.session : null;
  const active = useActiveSession(running);
  useTitle(name);
  useLeaveKeys(screen, whole);

  return (
    <div className="desktop" ref={whole}>
      <header className="desktop-head">
        <Link to="/computers" className="desktop-home" aria-label="Back to the computers">
          <Logo />
        </Link>
        <h1>{name}</h1>
        <RecordedSign runs={running !== null} recorded={active?.recorded ?? true} />
        <DesktopToolbar
          monitors={computer?.monitors ?? []}
          view={live ? state.started : null}
          fits={fits}
          whole={whole}
          onMonitor={(monitor) => {
            void session.current?.switchMonitor(monitor);
          }}
          onFrameRate={(frameRate) => {
            void session.current?.changeFrameRate(frameRate);
          }}
          onFit={(fit) => {
            setFits(fit);
            session.current?.fit(fit);
          }}
          onCtrlAltDel={() => {
            session.current?.sendCtrlAltDel();
            session.current?.focus();
          }}
          onDisconnect={() => {
            void session.current?.disconnect();
          }}
        />
      </header>
      {live && state.notice !== null && (
        <p className="desktop-notice" role="alert">
          {state.notice}
        </p>
      )}
      <p className="desktop-expiry" role="status">
        {expirySentence(active?.expiresAt ?? null, log)}
      </p>
      <div className="desktop-room">
        <div
          ref={screen}
          className={fits ? 'desktop-screen' : 'desktop-screen desktop-screen-actual'}
          role="application"
          aria-label={`Desktop of ${name}`}
          aria-describedby="leave-keys"
        />
        <p id="leave-keys" className="unseen">
          All keys go to the computer. {LEAVE_KEYS} leads back to the toolbar.
        </p>
        <DesktopCover
          state={state}
          name={name}
          onAgain={() => {
            setAttempt(attempt + 1);
          }}
          onBack={() => {
            void navigate('/computers');
          }}
        />
      </div>
    </div>
  );
}

/** Says so as long as a session runs, unless it is known that this one is not recorded. */
function RecordedSign({ runs, recorded }: { readonly runs: boolean; readonly recorded: boolean }) {
  return (
    <span className="recorded" role="status">
      {runs && recorded && (
        <>
          <Circle aria-hidden="true" /> This session is recorded
        </>
      )}
    </span>
  );
}

/** The control that had the focus is off now. Not a button: whoever was typing must not press it by mistake. */
function takeFocus(heading: HTMLElement | null) {
  heading?.focus();
}

interface DesktopCoverProps {
  readonly state: DesktopState;
  readonly name: string;
  readonly onAgain: () => void;
  readonly onBack: () => void;
}

/** What is shown where the desktop would be while there is none. */
function DesktopCover({ state, name, onAgain, onBack }: DesktopCoverProps) {
  switch (state.phase) {
    case 'LIVE':
      return null;
    case 'STARTING':
    case 'CONNECTING':
      return (
        <div className="desktop-cover" role="status">
          <div className="loading" />
          <p>Connecting to {name}…</p>
        </div>
      );
    case 'REFUSED':
    case 'ENDED':
      return (
        <div className="desktop-cover" role="alert">
          <MonitorOff aria-hidden="true" />
          <h2 ref={takeFocus} tabIndex={-1}>
            {state.phase === 'REFUSED' ? 'The session was refused' : 'The session has ended'}
          </h2>
          <p>{state.sentence}</p>
          <div className="desktop-cover-actions">
            <button type="button" className="button button-primary" onClick={onAgain}>
              {state.phase === 'ENDED' && state.sentence === YOU_ENDED_IT ? 'Connect again' : 'Try again'}
            </button>
            <button type="button" className="button" onClick={onBack}>
              Back to the computers
            </button>
          </div>
        </div>
      );
  }
}
