import { X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { reportPlayed } from '../../api/played';
import type { Segment } from '../../api/recordings';
import { useLogTime } from '../../app/useLogTime';
import { FailureNotice } from '../../parts/Notice';
import { meet } from './meet';
import { tellPlayed } from './played';
import { useAddresses, type Placed } from './useAddresses';

interface PlayerProps {
  readonly session: string;
  readonly segment: Segment;
  readonly onClose: () => void;
}

/**
 * Plays a recording in the page. Its address lives for ten minutes: before that is over, a second video with a newer
 * address takes over, unseen, where the first has got to. Where that was not possible, the first one gets a newer
 * address when it can go no further.
 */
export function Player({ session, segment, onClose }: PlayerProps) {
  const log = useLogTime();
  const player = useRef<HTMLElement>(null);
  const shownVideo = useRef<HTMLVideoElement>(null);
  const nextVideo = useRef<HTMLVideoElement>(null);
  const addresses = useAddresses(session, segment.segment);
  const { shown, next } = addresses;
  const isThere = shown !== null;
  const nextSlot = next?.slot;
  const shownLink = shown?.link.link;
  const shownAddress = shown?.link.address;

  useEffect(() => {
    player.current?.scrollIntoView({ block: 'nearest' });
  }, [isThere]);

  const takeOver = useEffectEvent(addresses.takeOver);
  useEffect(() => {
    const [before, after] = [shownVideo.current, nextVideo.current];
    return nextSlot === undefined || before === null || after === null
      ? undefined
      : meet(before, after, takeOver);
  }, [nextSlot]);

  useEffect(() => {
    const video = shownVideo.current;
    return shownLink === undefined || shownAddress === undefined || video === null
      ? undefined
      : tellPlayed(video, shownAddress, (parts) => reportPlayed(shownLink, parts));
  }, [shownLink, shownAddress]);

  return (
    <section className="player" aria-label="Player" ref={player}>
      <header className="player-head">
        <h3>
          Monitor {segment.monitor}, {log.dateTime(segment.firstFrameAt ?? segment.openedAt)} {log.zone}
        </h3>
        <button
          type="button"
          className="button button-quiet button-icon"
          aria-label="Close player"
          onClick={onClose}
        >
          <X aria-hidden="true" />
        </button>
      </header>
      <FailureNotice error={addresses.error} onRetry={addresses.retry} />
      {addresses.broken && (
        <FailureNotice
          error={new Error('The browser cannot play this recording. Download it to play it elsewhere.')}
        />
      )}
      <div className="player-screen">
        {[shown, next]
          .filter((placed): placed is Placed => placed !== null)
          .map((placed) => {
            const isShown = placed.slot === shown?.slot;
            return (
              <video
                key={placed.slot}
                ref={isShown ? shownVideo : nextVideo}
                src={placed.link.address}
                controls={isShown}
                autoPlay={placed.slot === 0}
                preload="auto"
                playsInline
                tabIndex={isShown ? 0 : -1}
                aria-hidden={isShown ? undefined : true}
                aria-label={`Recording of monitor ${String(segment.monitor)}`}
                style={{ aspectRatio: `${String(segment.width)} / ${String(segment.height)}` }}
                onTimeUpdate={isShown ? addresses.prepare : undefined}
                onError={
                  isShown
                    ? ({ currentTarget }) => {
                        addresses.fail({
                          seconds: currentTarget.currentTime,
                          playing: !currentTarget.paused,
                        });
                      }
                    : undefined
                }
                onLoadedMetadata={
                  isShown
                    ? ({ currentTarget }) => {
                        resume(currentTarget, addresses.lost);
                        addresses.found();
                      }
                    : undefined
                }
              />
            );
          })}
      </div>
    </section>
  );
}

function resume(
  video: HTMLVideoElement,
  lost: { readonly seconds: number; readonly playing: boolean } | null,
) {
  if (lost === null) {
    return;
  }
  video.currentTime = lost.seconds;
  if (lost.playing) {
    void video.play().catch(() => undefined);
  } else {
    video.pause();
  }
}
