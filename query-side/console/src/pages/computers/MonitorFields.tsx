import { Plus, X } from 'lucide-react';
import { parseAddress } from './address';

export interface MonitorEntry {
  readonly key: number;
  readonly name: string;
  readonly address: string;
}

const MONITORS_MAX = 16;
const ADDRESS_SENTENCE = 'Write a name or an IP address, and a port where it is not 5900: 192.0.2.7:5901';

interface MonitorFieldsProps {
  readonly monitors: readonly MonitorEntry[];
  readonly onChange: (monitors: readonly MonitorEntry[]) => void;
}

/** The monitors of a computer that is dialled, with an address for each. */
export function MonitorFields({ monitors, onChange }: MonitorFieldsProps) {
  const change = (key: number, changed: Partial<MonitorEntry>) => {
    onChange(monitors.map((monitor) => (monitor.key === key ? { ...monitor, ...changed } : monitor)));
  };
  return (
    <fieldset className="monitors">
      <legend>Monitors</legend>
      <p className="hint">
        One address of the VNC server for each. One that shows all screens together is one monitor.
      </p>
      {monitors.map((monitor, index) => (
        <div className="monitor-entry" key={monitor.key}>
          <input
            aria-label={`Name of monitor ${String(index + 1)}`}
            value={monitor.name}
            required
            maxLength={100}
            onChange={(event) => {
              change(monitor.key, { name: event.target.value });
            }}
          />
          <input
            aria-label={`Address of monitor ${String(index + 1)}`}
            value={monitor.address}
            placeholder="host:5900"
            spellCheck={false}
            autoCapitalize="none"
            required
            onChange={(event) => {
              event.target.setCustomValidity(
                parseAddress(event.target.value) === undefined ? ADDRESS_SENTENCE : '',
              );
              change(monitor.key, { address: event.target.value });
            }}
          />
          <button
            type="button"
            className="button button-quiet button-icon"
            aria-label={`Remove monitor ${String(index + 1)}`}
            disabled={monitors.length === 1}
            onClick={() => {
              onChange(monitors.filter((other) => other.key !== monitor.key));
            }}
          >
            <X aria-hidden="true" />
          </button>
        </div>
      ))}
      <button
        type="button"
        className="button button-quiet"
        disabled={monitors.length >= MONITORS_MAX}
        onClick={() => {
          onChange([...monitors, nextMonitor(monitors)]);
        }}
      >
        <Plus aria-hidden="true" /> Add monitor
      </button>
    </fieldset>
  );
}

function nextMonitor(monitors: readonly MonitorEntry[]): MonitorEntry {
  return {
    key: Math.max(...monitors.map((monitor) => monitor.key)) + 1,
    name: `Monitor ${String(monitors.length + 1)}`,
    address: '',
  };
}
