import { useEffect, useEffectEvent, useState } from 'react';
import { isStreamerWaiting, issueCode, type IssuedCode } from '../../api/dialIns';
import type { Endpoint } from '../../api/endpoints';
import { useLogTime } from '../../app/useLogTime';
import { CopyLine } from '../../parts/CopyLine';
import { Dialog } from '../../parts/Dialog';
import { FailureNotice } from '../../parts/Notice';
import { DialInHow } from './DialInHow';
import { grouped, Handover, type HandoverState } from './handover';

const LOOK_MILLIS = 1000;

interface CodeDialogProps {
  readonly endpoint: Endpoint;
  /** The computer's streamer has dialled in and waits for the technician. */
  readonly onMet: () => void;
  readonly onClose: () => void;
}

/** Shows the code with which the person at the computer lets the technician in, and waits until that has happened. */
export function CodeDialog({ endpoint, onMet, onClose }: CodeDialogProps) {
  const [attempt, setAttempt] = useState(0);
  const state = useHandover(endpoint.endpoint, attempt, onMet);
  const over = state.phase === 'EXPIRED' || state.phase === 'REFUSED';

  return (
    <Dialog title={`Connect to ${endpoint.name}`} onClose={onClose}>
      {state.phase === 'REFUSED' && <FailureNotice error={new Error(state.sentence)} />}
      {state.phase === 'ASKING' && <div className="loading" role="status" aria-label="Getting a code" />}
      {state.phase === 'HANDED' && <HandedCode code={state.code} />}
      <p className="ticket-state" role="status">
        {state.phase === 'HANDED' &&
          'Waiting for the computer. You are connected as soon as it has dialled in.'}
        {state.phase === 'EXPIRED' && 'Nobody has dialled in while the code was good.'}
        {state.phase === 'MET' && 'The computer has dialled in.'}
      </p>
      <div className="dialog-actions">
        {over && (
          <button
            type="button"
            className="button button-primary"
            onClick={() => {
              setAttempt(attempt + 1);
            }}
          >
            Get another code
          </button>
        )}
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </Dialog>
  );
}

function HandedCode({ code }: { readonly code: IssuedCode }) {
  const log = useLogTime();
  return (
    <>
      <p>
        Tell this code to the person at the computer, who starts the streamer with it. It is good once, until{' '}
        <time className="numeric" dateTime={code.expiresAt}>
          {log.dateTime(code.expiresAt)}
        </time>
        .
      </p>
      <dl className="ticket">
        <CopyLine label="Code" text={code.code} shown={grouped(code.code)} large />
        <DialInHow dialInHost={code.dialInHost} dialInPort={code.dialInPort} how={code.how} />
      </dl>
    </>
  );
}

/** Another `attempt` is another code. */
function useHandover(endpoint: string, attempt: number, onMet: () => void): HandoverState {
  const [state, setState] = useState<HandoverState>({ phase: 'ASKING' });
  const met = useEffectEvent(onMet);

  useEffect(() => {
    const handover = new Handover(
      {
        issue: () => issueCode(endpoint),
        isWaiting: () => isStreamerWaiting(endpoint),
        pause: () => new Promise((resolve) => setTimeout(resolve, LOOK_MILLIS)),
        now: () => Date.now(),
      },
      (changed) => {
        setState(changed);
        if (changed.phase === 'MET') {
          met();
        }
      },
    );
    // Not at once: an effect that is undone right away, as in development, must not cost a code.
    const start = setTimeout(() => {
      void handover.start();
    });
    return () => {
      clearTimeout(start);
      handover.leave();
    };
  }, [endpoint, attempt]);

  return state;
}
