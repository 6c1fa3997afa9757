import { useLogTime } from '../app/useLogTime';

/** A moment in a table: the time, and the day below it. */
export function LogMoment({ iso }: { readonly iso: string }) {
  const log = useLogTime();
  return (
    <time className="numeric" dateTime={iso}>
      {log.time(iso)}
      <span className="detail">{log.date(iso)}</span>
    </time>
  );
}
