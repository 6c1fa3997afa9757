import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { addEndpoint, fetchEndpoints, type NewEndpoint } from '../../api/endpoints';
import { ACCESS_KINDS, PLATFORMS, type AccessKind, type Platform } from '../../api/words';
import { KEYS } from '../../app/queries';
import { accessKindLabel, platformLabel } from '../../format/labels';
import { Dialog } from '../../parts/Dialog';
import { FailureNotice } from '../../parts/Notice';
import { SelectField } from '../../parts/SelectField';
import { parseAddress } from './address';

interface MonitorEntry {
  readonly key: number;
  readonly name: string;
  readonly address: string;
}

const MONITORS_MAX = 16;
const LIST_LOOKS_MAX = 20;
const LIST_LOOK_MILLIS = 250;
const ADDRESS_SENTENCE = 'Write a name or an IP address, and a port where it is not 5900: 192.0.2.7:5901';

export function AddComputerDialog({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueryClient();
  const [monitors, setMonitors] = useState<readonly MonitorEntry[]>([{ key: 1, name: 'Main', address: '' }]);
  const add = useMutation({
    mutationFn: addEndpoint,
    onSuccess: async ({ endpoint }) => {
      await untilListed(endpoint);
      await queries.invalidateQueries({ queryKey: KEYS.endpoints });
      onClose();
    },
  });

  return (
    <Dialog title="Add computer" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate(endpointOf(new FormData(event.currentTarget), monitors));
        }}
      >
        <label className="field">
          <span>Name</span>
          <input name="name" required maxLength={100} autoFocus />
        </label>
        <MonitorFields monitors={monitors} onChange={setMonitors} />
        <div className="field-pair">
          <SelectField
            label="Platform"
            name="platform"
            defaultValue="LINUX"
            choices={PLATFORMS.map((platform) => ({ value: platform, label: platformLabel(platform) }))}
          />
          <SelectField
            label="Access"
            name="accessKind"
            defaultValue="UNATTENDED"
            choices={ACCESS_KINDS.map((kind) => ({ value: kind, label: accessKindLabel(kind) }))}
          />
        </div>
        <div className="field-pair">
          <label className="field">
            <span>
              Streamer version <em>optional</em>
            </span>
            <input name="streamerVersion" placeholder="3.5.0.0" maxLength={50} />
          </label>
          <label className="field">
            <span>
              VNC password <em>optional</em>
            </span>
            <input
              name="vncPassword"
              type="password"
              autoComplete="off"
              maxLength={64}
              aria-describedby="vnc-hint"
            />
          </label>
        </div>
        <p className="hint" id="vnc-hint">
          The relay signs in to the streamer with this password. Technicians never see it.
        </p>
        <FailureNotice error={add.error} />
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button-primary" disabled={add.isPending}>
            {add.isPending ? 'Adding…' : 'Add computer'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface MonitorFieldsProps {
  readonly monitors: readonly MonitorEntry[];
  readonly onChange: (monitors: readonly MonitorEntry[]) => void;
}

function MonitorFields({ monitors, onChange }: MonitorFieldsProps) {
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

function endpointOf(form: FormData, monitors: readonly MonitorEntry[]): NewEndpoint {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const streamerVersion = text('streamerVersion').trim();
  const vncPassword = text('vncPassword');
  return {
    name: text('name').trim(),
    platform: text('platform') as Platform,
    accessKind: text('accessKind') as AccessKind,
    monitors: monitors.flatMap((monitor) => {
      const address = parseAddress(monitor.address);
      return address === undefined ? [] : [{ name: monitor.name.trim(), ...address }];
    }),
    ...(streamerVersion === '' ? {} : { streamerVersion }),
    ...(vncPassword === '' ? {} : { vncPassword }),
  };
}

/** Waits until the list has caught up with the computer that was just added, but not for ever. */
async function untilListed(endpoint: string): Promise<void> {
  for (let look = 0; look < LIST_LOOKS_MAX; look++) {
    const list = await fetchEndpoints(AbortSignal.timeout(5000)).catch(() => undefined);
    if (list?.items.some((item) => item.endpoint === endpoint) === true) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, LIST_LOOK_MILLIS));
  }
}
