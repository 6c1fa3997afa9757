import { useId } from 'react';
import type { DueRecording } from '../../api/retention';
import { useLogTime } from '../../app/useLogTime';
import { ruleSentence } from '../../format/retention';
import { byteSize } from '../../format/size';
import type { LogTime } from '../../format/time';
import { Badge } from '../../parts/Badge';
import { LogMoment } from '../../parts/LogMoment';
import { dueLabel, dueTone } from './due';

interface DueTableProps {
  readonly title: string;
  readonly items: readonly DueRecording[];
}

export function DueTable({ title, items }: DueTableProps) {
  const log = useLogTime();
  const titleId = useId();
  return (
    <section className="page-part" aria-labelledby={titleId}>
      <h2 id={titleId}>{title}</h2>
      <div className="table-frame">
        <table>
          <caption className="unseen">{title}, first due first</caption>
          <thead>
            <tr>
              <th scope="col">Due</th>
              <th scope="col">Recording of</th>
              <th scope="col">Ended</th>
              <th scope="col">Size</th>
              <th scope="col">What happens</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.segment}>
                <td>
                  <LogMoment iso={item.dueAt} />
                </td>
                <th scope="row">
                  {item.endpointName}
                  <span className="detail">Monitor {item.monitor}</span>
                </th>
                <td>
                  <LogMoment iso={item.endedAt} />
                </td>
                <td className="numeric">{byteSize(item.sizeBytes)}</td>
                <td>
                  <Badge tone={dueTone(item)}>{dueLabel(item)}</Badge>
                  <span className="detail">{because(item, log)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function because(item: DueRecording, log: LogTime): string {
  if (item.state === 'HELD') {
    return `Held for ${item.heldFor.join(', ')}`;
  }
  if (item.failedAt !== null) {
    return `Tried on ${log.dateTime(item.failedAt)}, and again soon: ${item.failure ?? 'no reason was told'}`;
  }
  return `Kept ${ruleSentence(item.rule, log)}`;
}
