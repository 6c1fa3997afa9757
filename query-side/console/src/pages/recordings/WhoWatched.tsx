import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchWatches, type Part, type Watch, type Watches } from '../../api/watches';
import { KEYS } from '../../app/queries';
import { useLogTime } from '../../app/useLogTime';
import { BehindSign } from '../../parts/BehindSign';
import { LoadMore } from '../../parts/LoadMore';
import { FailureNotice } from '../../parts/Notice';
import { nothingLabel, partsSentence, shareLabel, watchedBetween, watchLabel } from './watched';

const REFRESH_MILLIS = 4000;

/** Who has asked for a session's recordings, and what of them they have watched. */
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
        Counted when a part of the recording went out, whether or not somebody looked. What a player says that
        it has played is its word alone. <BehindSign behind={watches.data?.pages[0]?.behind} />
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
  const { recording, refusal, ranges, played } = watch;
  const between = watchedBetween(watch);
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
        {between === null ? log.dateTime(watch.firstAskedAt) : log.range(...between)}
        {refusal !== null && <span className="detail">{refusal.message}</span>}
      </td>
      <td>
        {recording === null || (ranges.length === 0 && played.length === 0) ? (
          nothingLabel(watch)
        ) : (
          <>
            <Watched parts={ranges} share={watch.share} millis={recording.millis} />
            {played.length > 0 && <span className="detail">As their player says</span>}
            <Watched parts={played} share={watch.playedShare} millis={recording.millis} />
          </>
        )}
      </td>
    </tr>
  );
}

interface WatchedProps {
  readonly parts: readonly Part[];
  readonly share: number;
  /** How long the video is. */
  readonly millis: number;
}

/** The parts that were watched, in words and where they are in the video. */
function Watched({ parts, share, millis }: WatchedProps) {
  if (parts.length === 0 || millis === 0) {
    return null;
  }
  const percent = (part: number) => `${String(Math.min(100, (100 * part) / millis))}%`;
  return (
    <>
      {shareLabel(share)}
      <span className="watched-bar" aria-hidden="true">
        {parts.map(({ fromMillis, toMillis }) => (
          <span
            key={fromMillis}
            style={{ left: percent(fromMillis), width: percent(toMillis - fromMillis) }}
          />
        ))}
      </span>
      <span className="detail">{partsSentence(parts, millis)}</span>
    </>
  );
}
