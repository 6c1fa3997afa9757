import { useQuery } from '@tanstack/react-query';
import { fetchSettings, valueOf, type Settings } from '../api/settings';
import type { AccessKind, PlaybackPermission } from '../api/words';
import { KEYS } from './queries';

const REFRESH_MILLIS = 5000;

/** What the team has set: read again and again, since others change it. */
export function useSettings() {
  return useQuery({
    queryKey: KEYS.settings,
    queryFn: ({ signal }) => fetchSettings(signal),
    refetchInterval: REFRESH_MILLIS,
  });
}

/** Who may play what was recorded of such sessions. As long as that is not known, nobody is shown how. */
export function playbackOf(
  settings: Settings | undefined,
  accessKind: AccessKind | null,
): PlaybackPermission | undefined {
  if (settings === undefined || accessKind === null) {
    return undefined;
  }
  return (valueOf(settings, 'PLAYBACK_PERMISSION', { accessKind })?.value ?? undefined) as
    PlaybackPermission | undefined;
}
