import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Lock, LockOpen } from 'lucide-react';
import { useState } from 'react';
import { caughtUp } from '../../api/caughtUp';
import { fetchRecordings, placeHold, releaseHold, type Hold, type Recordings } from '../../api/recordings';
import { KEYS } from '../../app/queries';
import { useLogTime } from '../../app/useLogTime';
import { FailureNotice } from '../../parts/Notice';

const CASE_NAME_LENGTH_MAX = 100;
const REASON_LENGTH_MAX = 500;

interface HoldsProps {
  readonly session: string;
  readonly recordings: Recordings;
}

/** The legal holds that keep a session's recordings beyond their time, and those that did. */
export function Holds({ session, recordings }: HoldsProps) {
  const [placing, setPlacing] = useState(false);
  return (
    <section className="dialog-part" aria-label="Legal holds">
      <header className="dialog-part-head">
        <h3>Legal holds</h3>
        {!placing && (
          <button
            type="button"
            className="button"
            onClick={() => {
              setPlacing(true);
            }}
          >
            <Lock aria-hidden="true" /> Place hold
          </button>
        )}
      </header>
      {placing && (
        <PlaceForm
          session={session}
          onClose={() => {
            setPlacing(false);
          }}
        />
      )}
      {recordings.holds.length === 0 && !placing && (
        <p className="hint">
          None. A recording under hold is kept beyond its time, until the hold is released.
        </p>
      )}
      {recordings.holds.length > 0 && (
        <ol className="segments">
          {recordings.holds.map((hold) => (
            <HoldItem key={hold.hold} session={session} hold={hold} />
          ))}
        </ol>
      )}
    </section>
  );
}

/** Does something to a hold, and shows what has become of the recordings. */
function useHoldChange<T>(
  session: string,
  change: (form: FormData) => Promise<T>,
  isIn: (recordings: Recordings, result: T) => boolean,
  onDone: () => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (result) => {
      const read = await caughtUp(
        (signal) => fetchRecordings(session, undefined, signal),
        (recordings) => isIn(recordings, result),
      );
      if (read !== undefined) {
        queries.setQueryData(KEYS.recordings(session), read);
      }
      void queries.invalidateQueries({ queryKey: KEYS.sessions });
      onDone();
    },
  });
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

function PlaceForm({ session, onClose }: { readonly session: string; readonly onClose: () => void }) {
  const place = useHoldChange(
    session,
    (form) => placeHold(session, text(form, 'caseName'), text(form, 'reason')),
    ({ holds }, placed) => holds.some(({ hold }) => hold === placed),
    onClose,
  );
  return (
    <form
      className="hold-form"
      aria-label="Place hold"
      onSubmit={(event) => {
        event.preventDefault();
        place.mutate(new FormData(event.currentTarget));
      }}
    >
      <label className="field">
        <span>Case name</span>
        <input name="caseName" required maxLength={CASE_NAME_LENGTH_MAX} autoFocus />
      </label>
      <label className="field">
        <span>Reason</span>
        <input name="reason" required maxLength={REASON_LENGTH_MAX} />
      </label>
      <FailureNotice error={place.error} />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" className="button button-primary" disabled={place.isPending}>
          {place.isPending ? 'Placing…' : 'Place this hold'}
        </button>
      </div>
    </form>
  );
}

function HoldItem({ session, hold }: { readonly session: string; readonly hold: Hold }) {
  const log = useLogTime();
  const [releasing, setReleasing] = useState(false);
  return (
    <li className="segment">
      <div className="segment-about">
        <span className="segment-when">{hold.caseName}</span>
        <span className="detail">
          Placed by {hold.placedByName} on {log.dateTime(hold.placedAt)}: {hold.reason}
        </span>
        {hold.release !== null && (
          <span className="detail">
            Released by {hold.release.byName} on {log.dateTime(hold.release.at)}: {hold.release.reason}
          </span>
        )}
      </div>
      {hold.release === null && !releasing && (
        <button
          type="button"
          className="button"
          aria-label={`Release hold for ${hold.caseName}`}
          onClick={() => {
            setReleasing(true);
          }}
        >
          <LockOpen aria-hidden="true" /> Release
        </button>
      )}
      {releasing && (
        <ReleaseForm
          session={session}
          hold={hold}
          onClose={() => {
            setReleasing(false);
          }}
        />
      )}
    </li>
  );
}

function ReleaseForm({
  session,
  hold,
  onClose,
}: {
  readonly session: string;
  readonly hold: Hold;
  readonly onClose: () => void;
}) {
  const release = useHoldChange(
    session,
    (form) => releaseHold(session, hold.hold, text(form, 'reason')),
    ({ holds }) => holds.every((other) => other.hold !== hold.hold || other.release !== null),
    onClose,
  );
  return (
    <form
      className="hold-form"
      aria-label="Release hold"
      onSubmit={(event) => {
        event.preventDefault();
        release.mutate(new FormData(event.currentTarget));
      }}
    >
      <label className="field">
        <span>Reason for the release</span>
        <input
          name="reason"
          required
          maxLength={REASON_LENGTH_MAX}
          autoFocus
          aria-describedby="release-hint"
        />
      </label>
      <p className="hint" id="release-hint">
        Once no hold is left, recordings whose time is over are deleted for good.
      </p>
      <FailureNotice error={release.error} />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" className="button button-danger" disabled={release.isPending}>
          {release.isPending ? 'Releasing…' : 'Release this hold'}
        </button>
      </div>
    </form>
  );
}
