import { logDate, logTime } from '../format/time';

/** A moment in a table: the time, and the day below it. */
export function LogMoment({ iso }: { readonly iso: string }) {
  return (
    <time className="numeric" dateTime={iso}>
      {logTime(iso)}
      <span className="detail">{logDate(iso)}</span>
    </time>
  );
}
