import { useMutation, useQueryClient } from '@tanstack/react-query';
import { retireEndpoint, type Endpoint, type Endpoints } from '../../api/endpoints';
import { KEYS } from '../../app/queries';
import { Dialog } from '../../parts/Dialog';
import { FailureNotice } from '../../parts/Notice';

export function RetireDialog({
  endpoint,
  onClose,
}: {
  readonly endpoint: Endpoint;
  readonly onClose: () => void;
}) {
  const queries = useQueryClient();
  const retire = useMutation({
    mutationFn: () => retireEndpoint(endpoint.endpoint),
    onSuccess: () => {
      // The list may still be built from older events: it is corrected now and read again with the next refresh.
      queries.setQueryData<Endpoints>(KEYS.endpoints, (list) =>
        list === undefined
          ? list
          : { ...list, items: list.items.filter((item) => item.endpoint !== endpoint.endpoint) },
      );
      onClose();
    },
  });
  return (
    <Dialog title={`Retire ${endpoint.name}?`} onClose={onClose}>
      <p>
        Nobody can connect to it through Retrace any more. Its sessions and recordings stay in the logs. To
        use it again, add it anew.
      </p>
      <FailureNotice error={retire.error} />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose} autoFocus>
          Cancel
        </button>
        <button
          type="button"
          className="button button-danger"
          disabled={retire.isPending}
          onClick={() => {
            retire.mutate();
          }}
        >
          Retire computer
        </button>
      </div>
    </Dialog>
  );
}
