import { CopyButton } from './CopyButton';

interface CopyLineProps {
  readonly label: string;
  readonly text: string;
  /** As people read it, where that is not the text itself. */
  readonly shown?: string;
  readonly large?: boolean;
}

/** A line of a list that shows a text to be used elsewhere, and copies it. */
export function CopyLine({ label, text, shown = text, large = false }: CopyLineProps) {
  return (
    <div className="ticket-line">
      <dt>{label}</dt>
      <dd>
        <code className={large ? 'ticket-large' : undefined}>{shown}</code>
        <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
      </dd>
    </div>
  );
}
