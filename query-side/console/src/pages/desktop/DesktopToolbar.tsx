import { Expand, Keyboard, Maximize, Minimize, Power } from 'lucide-react';
import { useEffect, useState, type RefObject } from 'react';
import type { Monitor } from '../../api/endpoints';
import { monitorLabel } from '../../format/labels';
import { SelectField } from '../../parts/SelectField';

const FRAME_RATES = [1, 5, 10, 15, 30] as const;

interface DesktopToolbarProps {
  readonly monitors: readonly Monitor[];
  /** What is shown, or null while there is no desktop to control. */
  readonly view: { readonly monitor: number; readonly frameRate: number } | null;
  readonly fits: boolean;
  /** What fills the screen in full screen. */
  readonly whole: RefObject<HTMLElement | null>;
  readonly onMonitor: (monitor: number) => void;
  readonly onFrameRate: (frameRate: number) => void;
  readonly onFit: (fits: boolean) => void;
  readonly onCtrlAltDel: () => void;
  readonly onDisconnect: () => void;
}

export function DesktopToolbar(props: DesktopToolbarProps) {
  const { monitors, view, fits, whole, onMonitor, onFrameRate, onFit, onCtrlAltDel, onDisconnect } = props;
  const off = view === null;
  return (
    <div className="toolbar" role="toolbar" aria-label="Desktop">
      {monitors.length > 1 && (
        <SelectField
          label="Monitor"
          className="toolbar-field"
          value={String(view?.monitor ?? 1)}
          disabled={off}
          choices={monitors.map(({ number, name }) => ({
            value: String(number),
            label: monitorLabel(number, name),
          }))}
          onChange={(value) => {
            onMonitor(Number(value));
          }}
        />
      )}
      <SelectField
        label="Frame rate"
        className="toolbar-field"
        value={String(view?.frameRate ?? 10)}
        disabled={off}
        choices={frameRates(view?.frameRate).map((rate) => ({
          value: String(rate),
          label: `${String(rate)} a second`,
        }))}
        onChange={(value) => {
          onFrameRate(Number(value));
        }}
      />
      <button
        type="button"
        className="button button-quiet"
        aria-pressed={fits}
        disabled={off}
        onClick={() => {
          onFit(!fits);
        }}
      >
        <Expand aria-hidden="true" /> Fit to window
      </button>
      <button
        type="button"
        className="button button-quiet button-icon"
        aria-label="Send Ctrl+Alt+Del"
        title="Send Ctrl+Alt+Del"
        disabled={off}
        onClick={onCtrlAltDel}
      >
        <Keyboard aria-hidden="true" />
      </button>
      <FullScreenButton whole={whole} />
      <button type="button" className="button button-danger" disabled={off} onClick={onDisconnect}>
        <Power aria-hidden="true" /> Disconnect
      </button>
    </div>
  );
}

/** The rates to choose from, and the present one where it is none of them. */
function frameRates(present: number | undefined): readonly number[] {
  const rates = new Set<number>(FRAME_RATES);
  if (present !== undefined) {
    rates.add(present);
  }
  return [...rates].sort((one, other) => one - other);
}

function FullScreenButton({ whole }: { readonly whole: RefObject<HTMLElement | null> }) {
  const [full, setFull] = useState(false);
  useEffect(() => {
    const look = () => {
      setFull(document.fullscreenElement !== null);
    };
    document.addEventListener('fullscreenchange', look);
    return () => {
      document.removeEventListener('fullscreenchange', look);
    };
  }, []);
  const label = full ? 'Leave full screen' : 'Full screen';
  return (
    <button
      type="button"
      className="button button-quiet button-icon"
      aria-label={label}
      title={label}
      onClick={() => {
        void (full ? document.exitFullscreen() : whole.current?.requestFullscreen());
      }}
    >
      {full ? <Minimize aria-hidden="true" /> : <Maximize aria-hidden="true" />}
    </button>
  );
}
