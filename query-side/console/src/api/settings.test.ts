import { expect, it } from 'vitest';
import { hasValue, timeZoneOf, valueOf, type NewSetting, type Settings, type SettingValue } from './settings';

const UNCHANGED = { accessKind: null, platform: null, changedAt: null, changedBy: null };

function settings(...items: (Partial<SettingValue> & Pick<SettingValue, 'setting' | 'value'>)[]): Settings {
  return {
    behind: { events: 0, seconds: 0 },
    team: { team: 'team-1', name: 'Till repairs', plan: 'ENTERPRISE', addOns: [] },
    mayRecord: { allowed: true, missing: null },
    items: items.map((item) => ({ ...UNCHANGED, ...item })),
  };
}

it('tells the settings of one access kind from those of the other', () => {
  const both = settings(
    { setting: 'RECORDING_ON', accessKind: 'ATTENDED', value: 'true' },
    { setting: 'RECORDING_ON', accessKind: 'UNATTENDED', value: 'false' },
  );

  expect(valueOf(both, 'RECORDING_ON', { accessKind: 'UNATTENDED' })?.value).toBe('false');
  expect(valueOf(both, 'RECORDING_ON')).toBeUndefined();
});

it.each<[NewSetting, Settings, boolean]>([
  [
    { setting: 'RECORDING_ON', accessKind: 'ATTENDED', on: true },
    settings({ setting: 'RECORDING_ON', accessKind: 'ATTENDED', value: 'true' }),
    true,
  ],
  [{ setting: 'DAYS_KEPT', days: 30 }, settings({ setting: 'DAYS_KEPT', value: '90' }), false],
  [
    { setting: 'TECHNICIAN_PLATFORMS', platforms: ['LINUX', 'WINDOWS'] },
    settings({ setting: 'TECHNICIAN_PLATFORMS', value: 'WINDOWS,LINUX' }),
    true,
  ],
  [
    { setting: 'MINIMUM_STREAMER_VERSION', platform: 'WINDOWS', version: null },
    settings({ setting: 'MINIMUM_STREAMER_VERSION', platform: 'WINDOWS', value: null }),
    true,
  ],
])('knows whether %o is in', (wanted, known, isIn) => {
  expect(hasValue(known, wanted)).toBe(isIn);
});

it('takes UTC until a zone is known', () => {
  expect(timeZoneOf(undefined)).toBe('UTC');
  expect(timeZoneOf(settings({ setting: 'TIME_ZONE', value: 'Europe/Vienna' }))).toBe('Europe/Vienna');
});
