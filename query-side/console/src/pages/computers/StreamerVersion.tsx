import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { caughtUp } from '../../api/caughtUp';
import { fetchEndpoints, reportStreamerVersion, type Endpoint } from '../../api/endpoints';
import { KEYS } from '../../app/queries';
import { FailureNotice } from '../../parts/Notice';

/** The version of a computer's streamer, to be corrected in place by whoever has just updated it. */
export function StreamerVersion({ endpoint }: { readonly endpoint: Endpoint }) {
  const [editing, setEditing] = useState(false);
  if (editing) {
    return (
      <VersionForm
        endpoint={endpoint}
        onClose={() => {
          setEditing(false);
        }}
      />
    );
  }
  return (
    <span className="in-place">
      {endpoint.streamerVersion ?? <span className="faint">Unknown</span>}
      <button
        type="button"
        className="button button-quiet button-icon"
        aria-label={`Change streamer version of ${endpoint.name}`}
        title="Change streamer version"
        onClick={() => {
          setEditing(true);
        }}
      >
        <Pencil aria-hidden="true" />
      </button>
    </span>
  );
}

function VersionForm({ endpoint, onClose }: { readonly endpoint: Endpoint; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const report = useMutation({
    mutationFn: (version: string) => reportStreamerVersion(endpoint.endpoint, version),
    onSuccess: async (_, version) => {
      const read = await caughtUp(fetchEndpoints, ({ items }) =>
        items.some((item) => item.endpoint === endpoint.endpoint && item.streamerVersion === version),
      );
      if (read !== undefined) {
        queries.setQueryData(KEYS.endpoints, read);
      }
      onClose();
    },
  });
  return (
    <form
      className="in-place-form"
      onSubmit={(event) => {
        event.preventDefault();
        const version = new FormData(event.currentTarget).get('version');
        report.mutate(typeof version === 'string' ? version.trim() : '');
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          onClose();
        }
      }}
    >
      <input
        name="version"
        aria-label={`Streamer version of ${endpoint.name}`}
        defaultValue={endpoint.streamerVersion ?? ''}
        placeholder="3.5.8.0"
        maxLength={59}
        required
        autoFocus
      />
      <span className="in-place-actions">
        <button type="submit" className="button button-primary" disabled={report.isPending}>
          {report.isPending ? 'Saving…' : 'Save'}
        </button>
        <button type="button" className="button button-quiet" onClick={onClose}>
          Cancel
        </button>
      </span>
      <FailureNotice error={report.error} />
    </form>
  );
}
