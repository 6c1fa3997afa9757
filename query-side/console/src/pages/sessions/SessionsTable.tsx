import { CircleX, Clapperboard, History, Lock } from 'lucide-react';
import type { SessionRow } from '../../api/sessions';
import { useLogTime } from '../../app/useLogTime';
import { coverageSentence } from '../../format/coverage';
import {
  accessKindLabel,
  endReasonLabel,
  platformLabel,
  recordingLabel,
  viewerLabel,
} from '../../format/labels';
import { durationBetween } from '../../format/time';
import { Badge } from '../../parts/Badge';
import { LogMoment } from '../../parts/LogMoment';
import { recordingTone } from '../recordings/tone';

interface SessionsTableProps {
  readonly rows: readonly SessionRow[];
  /** Whether it is how they stood at a moment, and not how they stand. */
  readonly past: boolean;
  readonly onRecordings: (session: SessionRow) => void;
  readonly onTimeline: (session: SessionRow) => void;
}

export function SessionsTable({ rows, past, onRecordings, onTimeline }: SessionsTableProps) {
  return (
    <div className={past ? 'table-frame table-past' : 'table-frame'}>
      <table>
        <caption className="unseen">Sessions, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Started</th>
            <th scope="col">Technician</th>
            <th scope="col">Computer</th>
            <th scope="col">Duration</th>
            <th scope="col">Ended</th>
            <th scope="col">Recording</th>
            {!past && (
              <th scope="col">
                <span className="unseen">Timeline</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.session}>
              <td>
                <LogMoment iso={row.startedAt} />
              </td>
              <td>
                {row.technicianName}
                <span className="detail">{viewerLabel(row.viewer)}</span>
              </td>
              <th scope="row">
                {row.endpointName ?? 'Unknown computer'}
                <ComputerKind row={row} />
              </th>
              {row.refusal === null ? (
                <Outcome row={row} onRecordings={onRecordings} />
              ) : (
                <td colSpan={3}>
                  <span className="refusal">
                    <CircleX aria-hidden="true" />
                    <span>
                      <strong>Refused.</strong> {row.refusal.message}
                    </span>
                  </span>
                </td>
              )}
              {!past && (
                <td>
                  <TimelineButton row={row} onTimeline={onTimeline} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TimelineButton({
  row,
  onTimeline,
}: {
  readonly row: SessionRow;
  readonly onTimeline: (session: SessionRow) => void;
}) {
  const log = useLogTime();
  return (
    <button
      type="button"
      className="button button-quiet button-icon"
      aria-label={`Timeline of ${row.endpointName ?? 'an unknown computer'}, ${log.dateTime(row.startedAt)}`}
      title="Timeline"
      onClick={() => {
        onTimeline(row);
      }}
    >
      <History aria-hidden="true" />
    </button>
  );
}

function ComputerKind({ row }: { readonly row: SessionRow }) {
  if (row.endpointPlatform === null || row.accessKind === null) {
    return null;
  }
  return (
    <span className="detail">
      {platformLabel(row.endpointPlatform)} · {accessKindLabel(row.accessKind)}
    </span>
  );
}

interface OutcomeProps {
  readonly row: SessionRow;
  readonly onRecordings: (session: SessionRow) => void;
}

function Outcome({ row, onRecordings }: OutcomeProps) {
  const log = useLogTime();
  const { state, segments, failed, coverage } = row.recording;
  return (
    <>
      <td className="numeric">{row.endedAt === null ? '' : durationBetween(row.startedAt, row.endedAt)}</td>
      <td className="end">
        <End row={row} />
      </td>
      <td>
        <span className="recording-cell">
          <span>
            <Badge tone={recordingTone(state)}>{recordingLabel(state, segments)}</Badge>
            {state === 'READY' && failed > 0 && <span className="detail">{failed} failed</span>}
            {coverage !== null && (
              <span className={coverage.gaps === 0 ? 'detail' : 'detail lacking'}>
                {coverageSentence(coverage, log)}
              </span>
            )}
            {row.held && (
              <span className="detail held">
                <Lock aria-hidden="true" /> On hold
              </span>
            )}
          </span>
          {state !== 'NONE' && (
            <button
              type="button"
              className="button button-quiet button-icon"
              aria-label={`Recordings of ${row.endpointName ?? 'an unknown computer'}, ${log.dateTime(row.startedAt)}`}
              title="Recordings"
              onClick={() => {
                onRecordings(row);
              }}
            >
              <Clapperboard aria-hidden="true" />
            </button>
          )}
        </span>
      </td>
    </>
  );
}

function End({ row }: { readonly row: SessionRow }) {
  if (row.endedAt === null) {
    return <Badge tone="busy">Running</Badge>;
  }
  return (
    <>
      {row.endReason === null ? 'Ended' : endReasonLabel(row.endReason)}
      {row.endDetail !== null && row.endDetail !== '' && <span className="detail">{row.endDetail}</span>}
    </>
  );
}
