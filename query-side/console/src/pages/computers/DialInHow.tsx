import type { DialInCommand } from '../../api/dialIns';
import { CopyLine } from '../../parts/CopyLine';
import { formatAddress } from './address';

interface DialInHowProps {
  readonly dialInHost: string;
  readonly dialInPort: number;
  readonly how: readonly DialInCommand[];
}

/** Where the computer's streamer dials in, and what to type for the streamers that people have. */
export function DialInHow({ dialInHost, dialInPort, how }: DialInHowProps) {
  return (
    <>
      <CopyLine label="Repeater" text={formatAddress({ host: dialInHost, port: dialInPort })} />
      {how.map(({ streamer, command }) => (
        <CopyLine key={streamer} label={`Command (${streamer})`} text={command} />
      ))}
    </>
  );
}
