import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { fetchActiveSessions } from '../../api/activeSessions';
import type { Endpoint } from '../../api/endpoints';
import { startSession, type StartedSession } from '../../api/sessions';
import { KEYS } from '../../app/queries';
import { monitorLabel } from '../../format/labels';
import { CopyLine } from '../../parts/CopyLine';
import { Dialog } from '../../parts/Dialog';
import { FailureNotice } from '../../parts/Notice';
import { SelectField } from '../../parts/SelectField';
import { viewerAddress } from './address';

const LOOK_MILLIS = 1000;

/** Starts a session for a VNC viewer outside the console, and shows what the viewer needs. */
export function OwnViewerDialog({
  endpoint,
  onClose,
}: {
  readonly endpoint: Endpoint;
  readonly onClose: () => void;
}) {
  const [monitor, setMonitor] = useState(1);
  const start = useMutation({
    mutationFn: () => startSession({ endpoint: endpoint.endpoint, monitor, viewer: 'VNC_VIEWER' }),
  });
  const again = () => {
    start.mutate();
  };

  return (
    <Dialog title={`Your own viewer for ${endpoint.name}`} onClose={onClose}>
      <FailureNotice error={start.error} />
      {start.data === undefined ? (
        <>
          <p>
            Any VNC viewer can connect through the relay. The ticket is its password: it is good for 60
            seconds and for one connection. The session is recorded like any other.
          </p>
          {endpoint.monitors.length > 1 && (
            <SelectField
              label="Monitor"
              value={String(monitor)}
              choices={endpoint.monitors.map(({ number, name }) => ({
                value: String(number),
                label: monitorLabel(number, name),
              }))}
              onChange={(value) => {
                setMonitor(Number(value));
              }}
            />
          )}
          <div className="dialog-actions">
            <button type="button" className="button" onClick={onClose}>
              Cancel
            </button>
            <button
              type="button"
              className="button button-primary"
              disabled={start.isPending}
              onClick={again}
            >
              {start.isPending ? 'Asking…' : 'Get a ticket'}
            </button>
          </div>
        </>
      ) : (
        <TicketPanel key={start.data.ticket} started={start.data} onAgain={again} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface TicketPanelProps {
  readonly started: StartedSession;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

function TicketPanel({ started, onAgain, onClose }: TicketPanelProps) {
  const left = useSecondsLeft(started.ticketExpiresAt);
  const connected = useIsConnected(started.session);
  const address = viewerAddress({ host: started.viewerHost, port: started.viewerPort });
  const command = `VNC_PASSWORD='${started.ticket}' vncviewer ${address}`;
  const expired = left === 0 && !connected;

  return (
    <>
      <dl className="ticket">
        <CopyLine label="Ticket" text={started.ticket} large />
        <CopyLine label="Host" text={started.viewerHost} />
        <CopyLine label="Port" text={String(started.viewerPort)} />
        <CopyLine label="Command (TigerVNC)" text={command} />
      </dl>
      <p className="ticket-state" role="status">
        {connected && 'Your viewer is connected. You can close this.'}
        {expired && 'The ticket has expired.'}
      </p>
      {!connected && !expired && (
        <p className="ticket-state" role="timer">
          Good for {left} more {left === 1 ? 'second' : 'seconds'}
          <progress max={60} value={left} aria-hidden="true" />
        </p>
      )}
      <div className="dialog-actions">
        {expired && (
          <button type="button" className="button button-primary" onClick={onAgain}>
            Get another ticket
          </button>
        )}
        <button type="button" className="button" onClick={onClose}>
          Done
        </button>
      </div>
    </>
  );
}

function useSecondsLeft(expiresAt: string): number {
  const [left, setLeft] = useState(() => secondsUntil(expiresAt));
  useEffect(() => {
    const timer = setInterval(() => {
      setLeft(secondsUntil(expiresAt));
    }, 250);
    return () => {
      clearInterval(timer);
    };
  }, [expiresAt]);
  return left;
}

function secondsUntil(moment: string): number {
  return Math.min(60, Math.max(0, Math.ceil((Date.parse(moment) - Date.now()) / 1000)));
}

/** Whether a viewer has come with the ticket: the session has a view then. */
function useIsConnected(session: string): boolean {
  const active = useQuery({
    queryKey: KEYS.activeSessions,
    queryFn: ({ signal }) => fetchActiveSessions(signal),
    refetchInterval: LOOK_MILLIS,
  });
  return active.data?.items.some((item) => item.session === session && item.monitor !== null) === true;
}
