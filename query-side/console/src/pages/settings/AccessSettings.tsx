import { CircleAlert } from 'lucide-react';
import { useId } from 'react';
import { mayManage } from '../../api/account';
import { valueOf, type Settings } from '../../api/settings';
import { PLAYBACK_PERMISSIONS, type AccessKind } from '../../api/words';
import { useMe } from '../../app/useMe';
import { playbackLabel, settingValue } from '../../format/settings';
import { SettingCard } from './SettingCard';
import { useChange, useShownSettings } from './useChange';

interface AccessProps {
  readonly accessKind: AccessKind;
}

const COMPUTERS: Record<AccessKind, string> = {
  ATTENDED: 'computers where a person lets the technician in',
  UNATTENDED: 'computers that are always reachable',
};

/** What is set for sessions of one access kind. */
export function AccessSettings({ accessKind }: AccessProps) {
  const settings = useShownSettings();
  return (
    <div className="settings">
      <RecordingOn settings={settings} accessKind={accessKind} />
      <Playback settings={settings} accessKind={accessKind} />
    </div>
  );
}

function RecordingOn({ settings, accessKind }: AccessProps & { readonly settings: Settings }) {
  const may = mayManage(useMe());
  const { wanted, isPending, error, change } = useChange();
  const missingId = useId();
  const value = valueOf(settings, 'RECORDING_ON', { accessKind });
  const isOn = value?.value === 'true';
  const { allowed, missing } = settings.mayRecord;
  return (
    <SettingCard
      title="Cloud session recording"
      about={`Records every session on ${COMPUTERS[accessKind]}, from its beginning to its end. Nobody can switch it off for a single session.`}
      value={value}
      error={error}
    >
      {may ? (
        <label className="switch">
          <input
            type="checkbox"
            role="switch"
            checked={wanted?.setting === 'RECORDING_ON' ? wanted.on : isOn}
            // What is missing keeps it from being turned on, never from being turned off.
            disabled={isPending || (!allowed && !isOn)}
            aria-describedby={allowed ? undefined : missingId}
            onChange={(event) => {
              change({ setting: 'RECORDING_ON', accessKind, on: event.target.checked });
            }}
          />
          Record sessions
        </label>
      ) : (
        <p className="setting-value">{isOn ? 'On' : 'Off'}</p>
      )}
      {!allowed && (
        <p className="notice notice-plain" id={missingId}>
          <CircleAlert aria-hidden="true" />
          <span>
            {isOn && 'No session is recorded now. '}
            {missing}
          </span>
        </p>
      )}
    </SettingCard>
  );
}

function Playback({ settings, accessKind }: AccessProps & { readonly settings: Settings }) {
  const may = mayManage(useMe());
  const { wanted, isPending, error, change } = useChange();
  const name = useId();
  const value = valueOf(settings, 'PLAYBACK_PERMISSION', { accessKind });
  const shown = wanted?.setting === 'PLAYBACK_PERMISSION' ? wanted.to : value?.value;
  return (
    <SettingCard
      title="Playback and download"
      about="Who may play recordings of such sessions and have them as files. Each time somebody does, or is refused, is written down."
      value={value}
      error={error}
    >
      {may ? (
        <fieldset className="choices" disabled={isPending}>
          <legend className="unseen">Who may play and download</legend>
          {PLAYBACK_PERMISSIONS.map((permission) => (
            <label key={permission} className="choice">
              <input
                type="radio"
                name={name}
                checked={shown === permission}
                onChange={() => {
                  change({ setting: 'PLAYBACK_PERMISSION', accessKind, to: permission });
                }}
              />
              {playbackLabel(permission)}
            </label>
          ))}
        </fieldset>
      ) : (
        <p className="setting-value">{settingValue('PLAYBACK_PERMISSION', value?.value ?? null)}</p>
      )}
    </SettingCard>
  );
}
