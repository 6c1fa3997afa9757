import { useMutation } from '@tanstack/react-query';
import { Copy, Download, Lock, Play } from 'lucide-react';
import { issueLink, type LinkPurpose, type Segment } from '../../api/recordings';
import { useLogTime } from '../../app/useLogTime';
import { closeReasonLabel, segmentStateLabel } from '../../format/labels';
import { byteSize } from '../../format/size';
import { fateSentence } from '../../format/retention';
import { durationBetween } from '../../format/time';
import { Badge } from '../../parts/Badge';
import { copyText } from '../../parts/CopyButton';
import { FailureNotice } from '../../parts/Notice';
import { segmentTone } from './tone';

interface SegmentItemProps {
  readonly session: string;
  readonly segment: Segment;
  /** Whether a hold keeps it. */
  readonly held: boolean;
  readonly mayPlay: boolean;
  readonly isPlayed: boolean;
  readonly onPlay: () => void;
}

export function SegmentItem({ session, segment, held, mayPlay, isPlayed, onPlay }: SegmentItemProps) {
  const log = useLogTime();
  const fate = fateSentence(segment, held, log);
  const from = segment.firstFrameAt ?? segment.openedAt;
  const when = segment.endedAt === null ? `${log.dateTime(from)} – now` : log.range(from, segment.endedAt);
  const download = useMutation({
    mutationFn: () => linkFor(session, segment, 'DOWNLOAD'),
    onSuccess: ({ address }) => {
      startDownload(address);
    },
  });
  const copy = useMutation({
    mutationFn: async () => {
      const link = await linkFor(session, segment, 'PLAY');
      if (!(await copyText(link.address))) {
        throw new Error(`The browser did not allow to copy it. The address is ${link.address}`);
      }
      return link;
    },
  });

  return (
    <li className={isPlayed ? 'segment segment-played' : 'segment'}>
      <div className="segment-about">
        <span className="segment-when numeric">{when}</span>
        <span className="detail">{factsOf(segment, from).join(' · ')}</span>
        {fate !== null && (
          <span className={held ? 'detail held' : 'detail'}>
            {held && segment.state === 'READY' && <Lock aria-hidden="true" />} {fate}
          </span>
        )}
      </div>
      {segment.state === 'READY' && mayPlay ? (
        <div className="segment-actions">
          <button
            type="button"
            className="button button-primary"
            aria-label={`Play ${when}`}
            onClick={onPlay}
          >
            <Play aria-hidden="true" /> Play
          </button>
          <button
            type="button"
            className="button"
            aria-label={`Download ${when}`}
            disabled={download.isPending}
            onClick={() => {
              download.mutate();
            }}
          >
            <Download aria-hidden="true" /> Download
          </button>
          <button
            type="button"
            className="button button-quiet button-icon"
            aria-label={`Copy address of ${when}`}
            title="Copy address"
            disabled={copy.isPending}
            onClick={() => {
              copy.mutate();
            }}
          >
            <Copy aria-hidden="true" />
          </button>
        </div>
      ) : (
        <Badge tone={segmentTone(segment.state)}>{segmentStateLabel(segment.state)}</Badge>
      )}
      <FailureNotice error={download.error ?? copy.error} />
      {copy.data !== undefined && (
        <p className="segment-note" role="status">
          The address is copied. It works until {log.time(copy.data.expiresAt)} {log.zone}.
        </p>
      )}
    </li>
  );
}

function factsOf(segment: Segment, from: string): readonly string[] {
  return [
    segment.endedAt === null ? null : durationBetween(from, segment.endedAt),
    segment.sizeBytes === null ? null : byteSize(segment.sizeBytes),
    `${String(segment.width)} × ${String(segment.height)}`,
    `${String(segment.frameRate)} frames a second`,
    segment.closeReason === null ? null : closeReasonLabel(segment.closeReason),
  ].filter((fact) => fact !== null);
}

/** A new link, with its address as others can use it. */
async function linkFor(session: string, segment: Segment, purpose: LinkPurpose) {
  const link = await issueLink(session, segment.segment, purpose);
  return { ...link, address: new URL(link.address, window.location.href).href };
}

/** The server says with its answer that this is a file, and how it is called. */
function startDownload(address: string) {
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = '';
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
}
