import { expect, it } from 'vitest';
import { configuredMinimum, playbackSentence, settingLabel, settingValue } from './settings';

it('says of what a setting is', () => {
  const none = { accessKind: null, platform: null };

  expect(settingLabel({ ...none, setting: 'DAYS_KEPT' })).toBe('Days kept');
  expect(settingLabel({ ...none, setting: 'RECORDING_ON', accessKind: 'ATTENDED' })).toBe(
    'Cloud session recording, Attended',
  );
  expect(settingLabel({ ...none, setting: 'MINIMUM_STREAMER_VERSION', platform: 'IOS' })).toBe(
    'Minimum streamer version, iOS',
  );
});

it('reads values as people do', () => {
  expect(settingValue('RECORDING_ON', 'false')).toBe('Off');
  expect(settingValue('PLAYBACK_PERMISSION', 'ADMINS_AND_OWNER')).toBe('Admins and owners');
  expect(settingValue('TECHNICIAN_PLATFORMS', 'WINDOWS,MACOS')).toBe('Windows, macOS');
  expect(settingValue('DAYS_KEPT', '1')).toBe('1 day');
  expect(settingValue('TIME_ZONE', 'Europe/Vienna')).toBe('Europe/Vienna');
  expect(settingValue('MINIMUM_STREAMER_VERSION', null)).toBe('Deployment’s own');
});

it('tells the deployment’s own minimum', () => {
  const configured = {
    items: [
      { platform: 'WINDOWS', version: '3.5.8.0' },
      { platform: 'LINUX', version: null },
    ],
  } as const;

  expect(configuredMinimum(configured, 'WINDOWS')).toBe('3.5.8.0 (this deployment’s)');
  expect(configuredMinimum(configured, 'LINUX')).toBe('Any (this deployment’s)');
  expect(configuredMinimum(undefined, 'LINUX')).toBe('Deployment’s own');
});

it('tells others who may play', () => {
  expect(playbackSentence('ADMINS_AND_OWNER')).toBe(
    'Admins and owners of your team may play and download these recordings.',
  );
});
