import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState } from './EmptyState';
import { Page } from './Page';

interface OnlyForProps {
  readonly title: string;
  readonly may: boolean;
  /** For those who may not. */
  readonly sentence: string;
  readonly children: ReactNode;
}

/** A page for some roles; the others are told why they do not see it. The server does not answer them either. */
export function OnlyFor({ title, may, sentence, children }: OnlyForProps) {
  if (may) {
    return children;
  }
  return (
    <Page title={title}>
      <EmptyState icon={Lock} title="You may not see this">
        <p>{sentence}</p>
      </EmptyState>
    </Page>
  );
}
