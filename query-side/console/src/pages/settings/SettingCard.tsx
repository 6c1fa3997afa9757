import { useId, type ReactNode } from 'react';
import type { SettingValue } from '../../api/settings';
import { useLogTime } from '../../app/useLogTime';
import { FailureNotice } from '../../parts/Notice';

interface SettingCardProps {
  readonly title: string;
  readonly about: ReactNode;
  /** Undefined where the card is about several, which say it themselves. */
  readonly value?: SettingValue | undefined;
  readonly error?: unknown;
  readonly children: ReactNode;
}

/** One setting: what it is about, how it is set, and who set it. */
export function SettingCard({ title, about, value, error, children }: SettingCardProps) {
  const titleId = useId();
  return (
    <section className="setting" aria-labelledby={titleId}>
      <div className="setting-about">
        <h2 id={titleId}>{title}</h2>
        <p>{about}</p>
      </div>
      <div className="setting-control">
        {children}
        {value !== undefined && <ChangedBy value={value} />}
        <FailureNotice error={error} />
      </div>
    </section>
  );
}

export function ChangedBy({ value }: { readonly value: SettingValue }) {
  const log = useLogTime();
  return (
    <p className="setting-changed">
      {value.changedAt === null
        ? 'Never changed'
        : `Set by ${value.changedBy?.name ?? 'an operator'} on ${log.dateTime(value.changedAt)}`}
    </p>
  );
}
