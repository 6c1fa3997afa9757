import { useQuery } from '@tanstack/react-query';
import { mayManage } from '../../api/account';
import { fetchConfiguredMinimums, valueOf, type Settings } from '../../api/settings';
import { PLATFORMS, type Platform } from '../../api/words';
import { KEYS } from '../../app/queries';
import { useMe } from '../../app/useMe';
import { platformLabel } from '../../format/labels';
import { configuredMinimum } from '../../format/settings';
import { FailureNotice } from '../../parts/Notice';
import { ChangedBy, SettingCard } from './SettingCard';
import { useChange } from './useChange';

/** The oldest streamer, by the computer's platform, with which a session can be recorded. */
export function MinimumVersions({ settings }: { readonly settings: Settings }) {
  const { data: configured } = useQuery({
    queryKey: KEYS.configuredMinimums,
    queryFn: ({ signal }) => fetchConfiguredMinimums(signal),
  });
  return (
    <SettingCard
      title="Minimum streamer version"
      about="A session that is to be recorded is refused where the computer’s streamer is older. Leave it empty to follow the deployment’s configuration."
    >
      <ul className="versions">
        {PLATFORMS.map((platform) => (
          <MinimumVersion
            key={platform}
            settings={settings}
            platform={platform}
            configured={configuredMinimum(configured, platform)}
          />
        ))}
      </ul>
    </SettingCard>
  );
}

function MinimumVersion({
  settings,
  platform,
  configured,
}: {
  readonly settings: Settings;
  readonly platform: Platform;
  readonly configured: string;
}) {
  const may = mayManage(useMe());
  const { isPending, error, change } = useChange();
  const value = valueOf(settings, 'MINIMUM_STREAMER_VERSION', { platform });
  const version = value?.value ?? '';
  const label = platformLabel(platform);
  return (
    <li>
      {may ? (
        <form
          className="setting-form"
          onSubmit={(event) => {
            event.preventDefault();
            const typed = new FormData(event.currentTarget).get('version');
            const wanted = typeof typed === 'string' ? typed.trim() : '';
            change({
              setting: 'MINIMUM_STREAMER_VERSION',
              platform,
              version: wanted === '' ? null : wanted,
            });
          }}
        >
          <label className="field">
            <span>{label}</span>
            <input
              // What others set in the meantime is shown.
              key={version}
              name="version"
              defaultValue={version}
              placeholder={configured}
              maxLength={59}
            />
          </label>
          <button
            type="submit"
            className="button"
            aria-label={`Save minimum version for ${label}`}
            disabled={isPending}
          >
            Save
          </button>
        </form>
      ) : (
        <p className="setting-value">
          {label}: {value?.value ?? configured}
        </p>
      )}
      {value !== undefined && <ChangedBy value={value} />}
      <FailureNotice error={error} />
    </li>
  );
}
