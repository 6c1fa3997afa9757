import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchWatches, type Watch, type Watches } from '../../api/watches';
import { KEYS } from '../../app/queries';
import { useLogTime } from '../../app/useLogTime';
import { BehindSign } from '../../parts/BehindSign';
import { LoadMore } from '../../parts/LoadMore';
import { FailureNotice } from '../../parts/Notice';
import { partsSentence, shareLabel, watchLabel } from './watched';

const REFRESH_MILLIS = 4000;

/** Who has asked for a session's recordings, and what of them went out to them. */
export function WhoWatched({ session }: { readonly session: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details
      className="dialog-part"
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>Who watched</summary>
      {open && <WatchList session={session} />}
    </details>
  );
}

function WatchList({ session }: { readonly session: string }) {
  const watches = useInfiniteQuery({
    queryKey: KEYS.watches(session),
    queryFn: ({ pageParam, signal }) => fetchWatches(session, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Watches) => page.next,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) <= 1 ? REFRESH_MILLIS : false),
  });
  const items = watches.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <FailureNotice
        error={watches.error}
        onRetry={() => {
          void watches.refetch();
        }}
      />
      <p className="hint">
        Counted when a part of the recording went out, whether or not somebody looked.{' '}
        <BehindSign behind={watches.data?.pages[0]?.behind} />
      </p>
      {watches.data !== undefined && items.length === 0 && <p>Nobody has asked for these recordings.</p>}
      {items.length > 0 && (
        <div className="table-frame">
          <table>
            <caption className="unseen">Who watched, who asked last first</caption>
            <thead>
              <tr>
                <th scope="col">Who</th>
                <th scope="col">What</th>
                <th scope="col">When</th>
                <th scope="col">How much</th>
              </tr>
            </thead>
            <tbody>
              {items.map((watch) => (
                <WatchRow key={`${watch.account} ${watch.segment} ${watch.purpose}`} watch={watch} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <LoadMore query={watches} />
    </>
  );
}

function WatchRow({ watch }: { readonly watch: Watch }) {
  const log = useLogTime();
  const { recording, refusal } = watch;
  return (
    <tr>
      <th scope="row">
        {watch.name}
        <span className="detail">{watchLabel(watch)}</span>
      </th>
      <td>
        {recording === null ? 'No such recording' : `Monitor ${String(recording.monitor)}`}
        {recording !== null && <span className="detail">{log.dateTime(recording.firstFrameAt)}</span>}
      </td>
      <td>
        {watch.firstServedAt === null || watch.lastServedAt === null
          ? log.dateTime(watch.firstAskedAt)
          : log.range(watch.firstServedAt, watch.lastServedAt)}
        {refusal !== null && <span className="detail">{refusal.message}</span>}
      </td>
      <td>
        {shareLabel(watch)}
        <WatchedBar watch={watch} />
        <span className="detail">{partsSentence(watch)}</span>
      </td>
    </tr>
  );
}

/** The parts that went out, where they are in the video. The words beside it say the same. */
function WatchedBar({ watch: { recording, ranges } }: { readonly watch: Watch }) {
  if (recording === null || recording.millis === 0 || ranges.length === 0) {
    return null;
  }
  const percent = (millis: number) => `${String(Math.min(100, (100 * millis) / recording.millis))}%`;
  return (
    <span className="watched-bar" aria-hidden="true">
      {ranges.map(({ fromMillis, toMillis }) => (
        <span key={fromMillis} style={{ left: percent(fromMillis), width: percent(toMillis - fromMillis) }} />
      ))}
    </span>
  );
}
