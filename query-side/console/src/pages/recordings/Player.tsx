import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { issueLink, type Segment } from '../../api/recordings';
import { logDateTime, LOG_TIME_ZONE } from '../../format/time';
import { FailureNotice } from '../../parts/Notice';

interface PlayerProps {
  readonly session: string;
  readonly segment: Segment;
  readonly onClose: () => void;
}

/** How long before its end an address is no longer used to ask for more of the video. */
const MARGIN_MILLIS = 15_000;

/**
 * Plays a recording in the page. Its address lives for ten minutes: when the video needs more after that, it gets a
 * new address and goes on where it was.
 */
export function Player({ session, segment, onClose }: PlayerProps) {
  const video = useRef<HTMLVideoElement>(null);
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
  const expiresAt = link.data === undefined ? 0 : Date.parse(link.data.expiresAt);

  useEffect(() => {
    video.current?.closest('.player')?.scrollIntoView({ block: 'nearest' });
  }, [link.data]);

  const renew = () => {
    const element = video.current;
    if (element !== null && Date.now() > expiresAt - MARGIN_MILLIS && !link.isFetching) {
      resumeAt.current = { seconds: element.currentTime, playing: !element.paused };
      void link.refetch();
    }
  };

  return (
    <section className="player" aria-label="Player">
      <header className="player-head">
        <h3>
          Monitor {segment.monitor}, {logDateTime(segment.firstFrameAt ?? segment.openedAt)} {LOG_TIME_ZONE}
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
      {link.data !== undefined && (
        <video
          ref={video}
          src={link.data.address}
          controls
          autoPlay
          playsInline
          aria-label={`Recording of monitor ${String(segment.monitor)}`}
          style={{ aspectRatio: `${String(segment.width)} / ${String(segment.height)}` }}
          onError={renew}
          onSeeking={renew}
          onStalled={renew}
          onLoadedMetadata={(event) => {
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
