import { call, withQuery } from './http';
import type { AccessKind, Behind, Platform, PlaybackPermission, Setting } from './words';

/** Who did something, with the name as it was then. */
export interface By {
  readonly account: string;
  readonly name: string;
}

/** Of what a setting is: an access kind, a platform, or neither. */
export interface SettingKey {
  readonly setting: Setting;
  readonly accessKind: AccessKind | null;
  readonly platform: Platform | null;
}

export interface SettingValue extends SettingKey {
  /** As events have it; null where the deployment's configuration holds. */
  readonly value: string | null;
  /** Null, and by whom as well, where it is the default that never was changed. */
  readonly changedAt: string | null;
  readonly changedBy: By | null;
}

/** What a team has and has set. */
export interface Settings {
  readonly behind: Behind;
  readonly team: {
    readonly team: string;
    readonly name: string;
    readonly plan: string;
    readonly addOns: readonly string[];
  };
  /** Whether recording can be turned on, and where it cannot, a sentence about what is missing. */
  readonly mayRecord: { readonly allowed: boolean; readonly missing: string | null };
  readonly items: readonly SettingValue[];
}

export interface SettingChange extends SettingKey {
  readonly before: string | null;
  readonly after: string | null;
  readonly by: By;
  readonly at: string;
}

export interface SettingChanges {
  readonly behind: Behind;
  readonly items: readonly SettingChange[];
  readonly next: string | null;
}

/** A setting with the value that it is to have. */
export type NewSetting =
  | { readonly setting: 'RECORDING_ON'; readonly accessKind: AccessKind; readonly on: boolean }
  | {
      readonly setting: 'PLAYBACK_PERMISSION';
      readonly accessKind: AccessKind;
      readonly to: PlaybackPermission;
    }
  | {
      readonly setting: 'MINIMUM_STREAMER_VERSION';
      readonly platform: Platform;
      /** Null for the one that the deployment is configured with. */
      readonly version: string | null;
    }
  | { readonly setting: 'TECHNICIAN_PLATFORMS'; readonly platforms: readonly Platform[] }
  | { readonly setting: 'DAYS_KEPT'; readonly days: number }
  | { readonly setting: 'TIME_ZONE'; readonly zone: string };

/** The oldest streamers that the deployment is configured with; null where any will do. */
export interface ConfiguredMinimums {
  readonly items: readonly { readonly platform: Platform; readonly version: string | null }[];
}

export const DAYS_KEPT_MAX = 3650;

export function fetchSettings(signal?: AbortSignal): Promise<Settings> {
  return call('GET', '/api/settings', signal === undefined ? {} : { signal });
}

export function fetchConfiguredMinimums(signal: AbortSignal): Promise<ConfiguredMinimums> {
  return call('GET', '/api/settings/minimum-streamer-versions', { signal });
}

export function fetchSettingChanges(after: string | null, signal: AbortSignal): Promise<SettingChanges> {
  return call('GET', withQuery('/api/settings/changes', { after: after ?? undefined }), { signal });
}

export function changeSetting(setting: NewSetting): Promise<void> {
  return call('PUT', '/api/settings', { json: setting });
}

/** What a team has set of a kind, undefined for a setting that this server does not know. */
export function valueOf(
  settings: Settings,
  setting: Setting,
  of: { readonly accessKind?: AccessKind; readonly platform?: Platform } = {},
): SettingValue | undefined {
  return settings.items.find(
    (item) =>
      item.setting === setting &&
      item.accessKind === (of.accessKind ?? null) &&
      item.platform === (of.platform ?? null),
  );
}

/** Whether the settings have a value that was asked for. */
export function hasValue(settings: Settings, wanted: NewSetting): boolean {
  switch (wanted.setting) {
    case 'RECORDING_ON':
      return valueOf(settings, wanted.setting, wanted)?.value === String(wanted.on);
    case 'PLAYBACK_PERMISSION':
      return valueOf(settings, wanted.setting, wanted)?.value === wanted.to;
    case 'MINIMUM_STREAMER_VERSION':
      return valueOf(settings, wanted.setting, wanted)?.value === wanted.version;
    case 'TECHNICIAN_PLATFORMS':
      return sameWords(platformsOf(valueOf(settings, wanted.setting)?.value ?? null), wanted.platforms);
    case 'DAYS_KEPT':
      return valueOf(settings, wanted.setting)?.value === String(wanted.days);
    case 'TIME_ZONE':
      return valueOf(settings, wanted.setting)?.value === wanted.zone;
  }
}

function sameWords(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((word) => others.includes(word));
}

export function platformsOf(value: string | null): readonly Platform[] {
  return value === null || value === '' ? [] : (value.split(',') as Platform[]);
}

/** The time zone of the session logs; UTC as long as nothing else is known. */
export function timeZoneOf(settings: Settings | undefined): string {
  return (settings === undefined ? null : valueOf(settings, 'TIME_ZONE')?.value) ?? 'UTC';
}
