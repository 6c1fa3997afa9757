import { mayManage } from '../../api/account';
import { DAYS_KEPT_MAX, platformsOf, valueOf, type Settings } from '../../api/settings';
import { PLATFORMS, type Platform } from '../../api/words';
import { useMe } from '../../app/useMe';
import { platformLabel } from '../../format/labels';
import { settingValue } from '../../format/settings';
import { timeZones } from '../../format/time';
import { SelectField } from '../../parts/SelectField';
import { MinimumVersions } from './MinimumVersions';
import { SettingCard } from './SettingCard';
import { useChange, useShownSettings } from './useChange';

/** What is set for all sessions of the team. */
export function GeneralSettings() {
  const settings = useShownSettings();
  return (
    <div className="settings">
      <TimeZone settings={settings} />
      <DaysKept settings={settings} />
      <TechnicianPlatforms settings={settings} />
      <MinimumVersions settings={settings} />
    </div>
  );
}

interface CardProps {
  readonly settings: Settings;
}

function TimeZone({ settings }: CardProps) {
  const may = mayManage(useMe());
  const { wanted, isPending, error, change } = useChange();
  const value = valueOf(settings, 'TIME_ZONE');
  const zone = value?.value ?? 'UTC';
  const zones = timeZones();
  return (
    <SettingCard
      title="Time zone of the session logs"
      about="All times in this console are in it, recordings’ included."
      value={value}
      error={error}
    >
      {may ? (
        <SelectField
          label="Time zone"
          className="field setting-field"
          value={wanted?.setting === 'TIME_ZONE' ? wanted.zone : zone}
          disabled={isPending}
          choices={(zones.includes(zone) ? zones : [zone, ...zones]).map((name) => ({
            value: name,
            label: name,
          }))}
          onChange={(chosen) => {
            change({ setting: 'TIME_ZONE', zone: chosen });
          }}
        />
      ) : (
        <p className="setting-value">{zone}</p>
      )}
    </SettingCard>
  );
}

function DaysKept({ settings }: CardProps) {
  const may = mayManage(useMe());
  const { isPending, error, change } = useChange();
  const value = valueOf(settings, 'DAYS_KEPT');
  const days = value?.value ?? '';
  return (
    <SettingCard
      title="Days kept"
      about="How long recordings are kept, those that are there already included. Then they are deleted for good, unless a legal hold keeps them."
      value={value}
      error={error}
    >
      {may ? (
        <form
          className="setting-form"
          onSubmit={(event) => {
            event.preventDefault();
            change({
              setting: 'DAYS_KEPT',
              days: Number(new FormData(event.currentTarget).get('days')),
            });
          }}
        >
          <label className="field">
            <span>Days</span>
            <input
              // What others set in the meantime is shown.
              key={days}
              name="days"
              type="number"
              min={1}
              max={DAYS_KEPT_MAX}
              required
              defaultValue={days}
            />
          </label>
          <button type="submit" className="button" disabled={isPending}>
            Save days
          </button>
        </form>
      ) : (
        <p className="setting-value">{settingValue('DAYS_KEPT', value?.value ?? null)}</p>
      )}
    </SettingCard>
  );
}

function TechnicianPlatforms({ settings }: CardProps) {
  const may = mayManage(useMe());
  const { wanted, isPending, error, change } = useChange();
  const value = valueOf(settings, 'TECHNICIAN_PLATFORMS');
  const allowed =
    wanted?.setting === 'TECHNICIAN_PLATFORMS' ? wanted.platforms : platformsOf(value?.value ?? null);
  const toggle = (platform: Platform, on: boolean) => {
    const platforms = PLATFORMS.filter((other) => (other === platform ? on : allowed.includes(other)));
    change({ setting: 'TECHNICIAN_PLATFORMS', platforms });
  };
  return (
    <SettingCard
      title="Technician platforms"
      about="From which systems technicians may open sessions that are recorded. At least one."
      value={value}
      error={error}
    >
      {may ? (
        <fieldset className="choices" disabled={isPending}>
          <legend className="unseen">Platforms that may open recorded sessions</legend>
          {PLATFORMS.map((platform) => (
            <label key={platform} className="choice">
              <input
                type="checkbox"
                checked={allowed.includes(platform)}
                onChange={(event) => {
                  toggle(platform, event.target.checked);
                }}
              />
              {platformLabel(platform)}
            </label>
          ))}
        </fieldset>
      ) : (
        <p className="setting-value">{settingValue('TECHNICIAN_PLATFORMS', value?.value ?? null)}</p>
      )}
    </SettingCard>
  );
}
