import { useEffect, useRef, useState, type RefObject } from 'react';
import { changeFrameRate, endSession, openView, startSession } from '../../api/sessions';
import { DesktopSession, type DesktopState } from './desktopSession';
import { howItEnded } from './howItEnded';
import { connectViewer } from './viewer';

interface Desktop {
  readonly state: DesktopState;
  readonly session: RefObject<DesktopSession | null>;
}

/**
 * Holds a session on an endpoint for as long as the page shows it. Another `attempt` is another session.
 *
 * @param screen where the desktop appears
 */
export function useDesktopSession(
  endpoint: string,
  attempt: number,
  screen: RefObject<HTMLElement | null>,
): Desktop {
  const [state, setState] = useState<DesktopState>({ phase: 'STARTING' });
  const held = useRef<DesktopSession | null>(null);

  useEffect(() => {
    const session = new DesktopSession(
      {
        start: () => startSession({ endpoint, viewer: 'CONSOLE' }),
        openView,
        changeFrameRate,
        end: endSession,
        howItEnded: (ended) => howItEnded(endpoint, ended),
        connect: (started, callbacks) => {
          if (screen.current === null) {
            throw new Error('The page has no room for the desktop.');
          }
          return connectViewer(screen.current, started, callbacks);
        },
      },
      setState,
    );
    held.current = session;
    const leave = () => {
      session.leave();
    };
    window.addEventListener('pagehide', leave);
    // Not at once: an effect that is undone right away, as in development, must not cost a session.
    const start = setTimeout(() => {
      setState({ phase: 'STARTING' });
      void session.start();
    });
    return () => {
      clearTimeout(start);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [endpoint, attempt, screen]);

  return { state, session: held };
}
