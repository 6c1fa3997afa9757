import { History } from 'lucide-react';
import { useId, useState } from 'react';
import { useLogTime } from '../../app/useLogTime';

interface AsOfProps {
  /** The moment that is shown; undefined for now. */
  readonly at: string | undefined;
  readonly onChange: (at: string | undefined) => void;
}

/** Chooses a moment of the past, in the time zone of the session logs. */
export function AsOf({ at, onChange }: AsOfProps) {
  const id = useId();
  const log = useLogTime();
  const [chosen, setChosen] = useState(() => (at === undefined ? '' : (log.clockAt(at) ?? '')));
  const moment = log.momentOf(chosen);
  return (
    <form
      className="as-of"
      onSubmit={(event) => {
        event.preventDefault();
        if (moment !== undefined) {
          onChange(moment);
        }
      }}
    >
      <label htmlFor={id}>As of</label>
      <input
        id={id}
        type="datetime-local"
        step={1}
        value={chosen}
        onChange={(event) => {
          setChosen(event.target.value);
        }}
      />
      <button type="submit" className="button" disabled={moment === undefined}>
        <History aria-hidden="true" /> Show the past
      </button>
    </form>
  );
}

/** Says over what is shown that it is of the past, and leads back. */
export function PastNotice({ at, onNow }: { readonly at: string; readonly onNow: () => void }) {
  const log = useLogTime();
  return (
    <div className="notice notice-past" role="status">
      <History aria-hidden="true" />
      <p>
        <strong>
          As of {log.dateTime(at)} {log.zone}.
        </strong>{' '}
        This is how it stood then. What happened later is not in it, and it does not change by itself.
      </p>
      <button type="button" className="button" onClick={onNow}>
        Back to now
      </button>
    </div>
  );
}
