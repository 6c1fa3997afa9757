import type { NumberToDialIn } from '../../api/dialIns';
import { CopyLine } from '../../parts/CopyLine';
import { DialInHow } from './DialInHow';

interface NumberToSetUpProps {
  readonly number: NumberToDialIn;
  readonly onDone: () => void;
}

/** The number of a computer that dials in, told once. */
export function NumberToSetUp({ number, onDone }: NumberToSetUpProps) {
  return (
    <>
      <p>The computer’s streamer dials in with this number, which is not shown again: set it up now.</p>
      <dl className="ticket">
        <CopyLine label="Number" text={number.number} />
        <DialInHow dialInHost={number.dialInHost} dialInPort={number.dialInPort} how={number.how} />
      </dl>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onDone}>
          Done
        </button>
      </div>
    </>
  );
}
