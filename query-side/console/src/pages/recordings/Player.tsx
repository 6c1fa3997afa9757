import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { issueLink, type Link, type Segment } from '../../api/recordings';
import { useLogTime } from '../../app/useLogTime';
import { FailureNotice } from '../../parts/Notice';

interface PlayerProps {
  readonly session: string;
  readonly segment: Segment;
  readonly onClose: () => void;
}

/** How long before its end an address is no longer used to ask for more of the video. */
const MARGIN_MILLIS = 15_000;
/** However wrong this computer's clock is, an address is used for so long. */
const USED_MILLIS_MIN = 60_000;
/** What fails with an address that is newer than this fails for another reason than its age. */
const FRESH_MILLIS = 2000;

function usableUntil(link: Link, receivedAt: number): number {
  return Math.max(Date.parse(link.expiresAt) - MARGIN_MILLIS, receivedAt + USED_MILLIS_MIN);
}

/**
 * Plays a recording in the page. Its address lives for ten minutes: when the video needs more after that, it gets a
 * new address and goes on where it was.
 */
export function Player({ session, segment, onClose }: PlayerProps) {
  const log = useLogTime();
  const video = useRef<HTMLVideoElement>(null);
  const [broken, setBroken] = useState(false);
  const resumeAt = useRef<{ readonly seconds: number; readonly playing: boolean } | null>(null);
  const link = useQuery({
    queryKey: ['play', segment.segment],
    queryFn: () => issueLink(session, segment.segment, 'PLAY'),
    // Each link is an event in the log: none is asked for without need.
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

  useEffect(() => {
    video.current?.closest('.player')?.scrollIntoView({ block: 'nearest' });
  }, [link.data]);

  /** Gets a new address and goes on with it; says whether it does. */
  const renew = (): boolean => {
    const element = video.current;
    if (element === null || Date.now() < link.dataUpdatedAt + FRESH_MILLIS) {
      return false;
    }
    if (!link.isFetching) {
      resumeAt.current = { seconds: element.currentTime, playing: !element.paused };
      void link.refetch();
    }
    return true;
  };

  const renewIfOld = () => {
    if (link.data !== undefined && Date.now() >= usableUntil(link.data, link.dataUpdatedAt)) {
      renew();
    }
  };

  return (
    <section className="player" aria-label="Player">
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
      <FailureNotice
        error={link.error}
        onRetry={() => {
          void link.refetch();
        }}
      />
      {broken && (
        <FailureNotice
          error={new Error('The browser cannot play this recording. Download it to play it elsewhere.')}
        />
      )}
      {link.data !== undefined && (
        <video
          ref={video}
          src={link.data.address}
          controls
          autoPlay
          playsInline
          aria-label={`Recording of monitor ${String(segment.monitor)}`}
          style={{ aspectRatio: `${String(segment.width)} / ${String(segment.height)}` }}
          onError={() => {
            setBroken(!renew());
          }}
          onSeeking={renewIfOld}
          onStalled={renewIfOld}
          onLoadedMetadata={(event) => {
            setBroken(false);
            const resume = resumeAt.current;
            resumeAt.current = null;
            if (resume !== null) {
              event.currentTarget.currentTime = resume.seconds;
              if (!resume.playing) {
                event.currentTarget.pause();
              }
            }
          }}
        />
      )}
    </section>
  );
}
