import { platformsOf, type ConfiguredMinimums, type SettingKey } from '../api/settings';
import type { Platform, PlaybackPermission, Setting } from '../api/words';
import { accessKindLabel, counted, platformLabel } from './labels';

const NAMES: Record<Setting, string> = {
  RECORDING_ON: 'Cloud session recording',
  PLAYBACK_PERMISSION: 'Playback and download',
  MINIMUM_STREAMER_VERSION: 'Minimum streamer version',
  TECHNICIAN_PLATFORMS: 'Technician platforms',
  DAYS_KEPT: 'Days kept',
  TIME_ZONE: 'Time zone',
};

const PLAYBACK: Record<PlaybackPermission, string> = {
  OWNER: 'Owners',
  ADMINS_AND_OWNER: 'Admins and owners',
  MEMBERS_ADMINS_AND_OWNER: 'Members, admins and owners',
};

/** `Minimum streamer version, Windows`. */
export function settingLabel({ setting, accessKind, platform }: SettingKey): string {
  const name = (NAMES as Record<string, string | undefined>)[setting] ?? setting;
  const of = accessKind === null ? platform && platformLabel(platform) : accessKindLabel(accessKind);
  return of === null ? name : `${name}, ${of}`;
}

/** A value as people read it. */
export function settingValue(setting: Setting, value: string | null): string {
  if (value === null) {
    return 'Deployment’s own';
  }
  switch (setting) {
    case 'RECORDING_ON':
      return value === 'true' ? 'On' : 'Off';
    case 'PLAYBACK_PERMISSION':
      return playbackLabel(value as PlaybackPermission);
    case 'TECHNICIAN_PLATFORMS':
      return platformsOf(value).map(platformLabel).join(', ');
    case 'DAYS_KEPT':
      return counted(Number(value), 'day');
    case 'MINIMUM_STREAMER_VERSION':
    case 'TIME_ZONE':
      return value;
  }
}

/**
 * What holds where a team has set no minimum: `3.5.8.0 (this deployment’s)`.
 *
 * @param configured undefined as long as it is not known
 */
export function configuredMinimum(configured: ConfiguredMinimums | undefined, platform: Platform): string {
  const found = configured?.items.find((item) => item.platform === platform);
  return found === undefined
    ? settingValue('MINIMUM_STREAMER_VERSION', null)
    : `${found.version ?? 'Any'} (this deployment’s)`;
}

export function playbackLabel(permission: PlaybackPermission): string {
  return (PLAYBACK as Record<string, string | undefined>)[permission] ?? permission;
}

/** For those who may not. */
export function playbackSentence(permission: PlaybackPermission): string {
  return `${playbackLabel(permission)} of your team may play and download these recordings.`;
}
