import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { caughtUp } from '../../api/caughtUp';
import { addEndpoint, fetchEndpoints, type NewEndpoint } from '../../api/endpoints';
import { ACCESS_KINDS, PLATFORMS, type AccessKind, type Platform } from '../../api/words';
import { KEYS } from '../../app/queries';
import { accessKindLabel, platformLabel } from '../../format/labels';
import { Dialog } from '../../parts/Dialog';
import { FailureNotice } from '../../parts/Notice';
import { SelectField } from '../../parts/SelectField';
import { parseAddress } from './address';
import { MonitorFields, type MonitorEntry } from './MonitorFields';
import { NumberToSetUp } from './NumberToSetUp';

const HOW_REACHED = [
  { value: 'DIALLED', label: 'At an address' },
  { value: 'DIALS_IN', label: 'It dials in' },
] as const;

export function AddComputerDialog({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueryClient();
  const [monitors, setMonitors] = useState<readonly MonitorEntry[]>([{ key: 1, name: 'Main', address: '' }]);
  const [dialsIn, setDialsIn] = useState(false);
  const add = useMutation({
    mutationFn: addEndpoint,
    onSuccess: async ({ endpoint, dialIn }) => {
      await caughtUp(fetchEndpoints, ({ items }) => items.some((item) => item.endpoint === endpoint));
      await queries.invalidateQueries({ queryKey: KEYS.endpoints });
      if (dialIn === null) {
        onClose();
      }
    },
  });
  const number = add.data?.dialIn ?? null;
  if (number !== null) {
    return (
      <Dialog title="Let the computer dial in" onClose={onClose}>
        <NumberToSetUp number={number} onDone={onClose} />
      </Dialog>
    );
  }

  return (
    <Dialog title="Add computer" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate(endpointOf(new FormData(event.currentTarget), dialsIn ? null : monitors));
        }}
      >
        <label className="field">
          <span>Name</span>
          <input name="name" required maxLength={100} autoFocus />
        </label>
        <SelectField
          label="How it is reached"
          value={dialsIn ? 'DIALS_IN' : 'DIALLED'}
          choices={HOW_REACHED}
          onChange={(value) => {
            setDialsIn(value === 'DIALS_IN');
          }}
        />
        {dialsIn ? <DialInFields /> : <MonitorFields monitors={monitors} onChange={setMonitors} />}
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

function DialInFields() {
  return (
    <>
      <p className="hint">
        Nothing has to reach the computer: its streamer dials in to the relay. With attended access the person
        there gets a code each time; without, the computer has a number of its own and waits.
      </p>
      <label className="field">
        <span>
          Address that it dials in from <em>optional</em>
        </span>
        <input
          name="dialInHost"
          placeholder="192.0.2.7"
          spellCheck={false}
          autoCapitalize="none"
          aria-describedby="dial-in-hint"
        />
      </label>
      <p className="hint" id="dial-in-hint">
        Only for streamers that connect in reverse and cannot give a number. Whoever has that address counts
        as this computer.
      </p>
    </>
  );
}

/** @param monitors null where its streamer dials in */
function endpointOf(form: FormData, monitors: readonly MonitorEntry[] | null): NewEndpoint {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const streamerVersion = text('streamerVersion').trim();
  const vncPassword = text('vncPassword');
  const dialInHost = text('dialInHost').trim();
  return {
    name: text('name').trim(),
    platform: text('platform') as Platform,
    accessKind: text('accessKind') as AccessKind,
    monitors: monitors === null ? [{ name: 'Main' }] : monitors.flatMap(addressed),
    ...(streamerVersion === '' ? {} : { streamerVersion }),
    ...(vncPassword === '' ? {} : { vncPassword }),
    ...(dialInHost === '' ? {} : { dialInHost }),
  };
}

function addressed(monitor: MonitorEntry) {
  const address = parseAddress(monitor.address);
  return address === undefined ? [] : [{ name: monitor.name.trim(), ...address }];
}
