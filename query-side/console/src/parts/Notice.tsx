import { CircleAlert } from 'lucide-react';
import { sentenceOf } from '../api/http';

/** A failure, told in its sentence, and read out at once. Renders nothing when there is none. */
export function FailureNotice({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry?: () => void;
}) {
  if (error === null || error === undefined) {
    return null;
  }
  return (
    <div className="notice notice-bad" role="alert">
      <CircleAlert aria-hidden="true" />
      <p>{sentenceOf(error)}</p>
      {onRetry !== undefined && (
        <button type="button" className="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
