import type { Recordings, Segment } from '../../api/recordings';
import { monitorsOwnName } from '../../format/labels';
import { byMonitor } from './byMonitor';
import { isHeld } from './held';
import { SegmentItem } from './SegmentItem';

interface MonitorRecordingsProps {
  readonly session: string;
  readonly recordings: Recordings;
  readonly mayPlay: boolean;
  /** The segment that is in the player. */
  readonly played: string | null;
  readonly onPlay: (segment: Segment) => void;
}

/** A list for each monitor, in the order in which they were made. */
export function MonitorRecordings({ session, recordings, mayPlay, played, onPlay }: MonitorRecordingsProps) {
  return byMonitor(recordings.items).map((group) => (
    <section key={group.monitor} className="monitor-group" aria-label={`Monitor ${String(group.monitor)}`}>
      <h3>
        Monitor {group.monitor}
        <span className="detail"> {monitorsOwnName(group.monitor, group.name)}</span>
      </h3>
      <ol className="segments">
        {group.segments.map((segment) => (
          <SegmentItem
            key={segment.segment}
            session={session}
            segment={segment}
            held={isHeld(recordings)}
            mayPlay={mayPlay}
            isPlayed={played === segment.segment}
            onPlay={() => {
              onPlay(segment);
            }}
          />
        ))}
      </ol>
    </section>
  ));
}
