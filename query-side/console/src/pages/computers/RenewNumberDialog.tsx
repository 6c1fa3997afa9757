import { useMutation } from '@tanstack/react-query';
import { renewNumber } from '../../api/dialIns';
import type { Endpoint } from '../../api/endpoints';
import { Dialog } from '../../parts/Dialog';
import { FailureNotice } from '../../parts/Notice';
import { NumberToSetUp } from './NumberToSetUp';

/** Gives a computer that dials in another number, for one that was lost or seen by too many. */
export function RenewNumberDialog({
  endpoint,
  onClose,
}: {
  readonly endpoint: Endpoint;
  readonly onClose: () => void;
}) {
  const renew = useMutation({ mutationFn: () => renewNumber(endpoint.endpoint) });
  return (
    <Dialog title={`New dial-in number for ${endpoint.name}`} onClose={onClose}>
      {renew.data === undefined ? (
        <>
          <p>
            The computer cannot dial in with its present number any more. It is out of reach until its
            streamer is set up with the new one.
          </p>
          <FailureNotice error={renew.error} />
          <div className="dialog-actions">
            <button type="button" className="button" onClick={onClose} autoFocus>
              Cancel
            </button>
            <button
              type="button"
              className="button button-primary"
              disabled={renew.isPending}
              onClick={() => {
                renew.mutate();
              }}
            >
              Get a new number
            </button>
          </div>
        </>
      ) : (
        <NumberToSetUp number={renew.data} onDone={onClose} />
      )}
    </Dialog>
  );
}
