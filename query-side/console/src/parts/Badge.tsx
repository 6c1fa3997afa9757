import type { ReactNode } from 'react';

export type Tone = 'plain' | 'good' | 'live' | 'busy' | 'bad';

/** A state in a word or two, with a dot in its colour. The colour never says it alone. */
export function Badge({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}
