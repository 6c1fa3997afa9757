import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from '../api/http';

/** Under which keys the console remembers what it has read. */
export const KEYS = {
  me: ['me'],
  signInWays: ['sign-in-ways'],
  endpoints: ['endpoints'],
  sessions: ['sessions'],
  filterChoices: ['filter-choices'],
  activeSessions: ['active-sessions'],
  recordings: (session: string) => ['recordings', session],
  recordingsThen: (session: string, at: string) => ['recordings-then', session, at],
  timeline: (session: string, zone: string) => ['timeline', session, zone],
  watches: (session: string) => ['watches', session],
  settings: ['settings'],
  settingChanges: ['setting-changes'],
  configuredMinimums: ['configured-minimums'],
  accounts: ['accounts'],
  retention: (until: string) => ['retention', until],
} as const;

const RETRIES_MAX = 2;

/** Remembers what was read. What the server answers with 401 signs the console out; with 403, roles may have changed. */
export function newQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof Problem && error.status === 401) {
      client.setQueryData(KEYS.me, null);
    } else if (error instanceof Problem && error.status === 403) {
      void client.invalidateQueries({ queryKey: KEYS.me });
    }
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 0,
        // The server understood and said no: asking again changes nothing.
        retry: (failures, error) =>
          failures < RETRIES_MAX && !(error instanceof Problem && error.status >= 400 && error.status < 500),
      },
    },
  });
  return client;
}
