import type { SessionFilters } from '../../api/sessions';
import { ACCESS_KINDS, RECORDING_STATES } from '../../api/words';
import type { LogTime } from '../../format/time';

/** The filters' names in the page's address. Dates are days of the session logs there. */
export type FilterName =
  'technician' | 'endpoint' | 'from' | 'to' | 'accessKind' | 'recording' | 'refused' | 'held' | 'gaps';

const FLAGS = ['true', 'false'] as const;

/** What the page's address asks for, as it stands. What it asks for wrongly does not narrow. */
export function filtersOf(parameters: URLSearchParams, log: LogTime): SessionFilters {
  return {
    technician: valueOf(parameters, 'technician'),
    endpoint: valueOf(parameters, 'endpoint'),
    from: log.startOfDay(parameters.get('from') ?? ''),
    to: log.endOfDay(parameters.get('to') ?? ''),
    accessKind: oneOf(ACCESS_KINDS, parameters.get('accessKind')),
    recording: oneOf(RECORDING_STATES, parameters.get('recording')),
    refused: oneOf(FLAGS, parameters.get('refused')),
    held: oneOf(FLAGS, parameters.get('held')),
    gaps: oneOf(FLAGS, parameters.get('gaps')),
  };
}

export function hasFilters(filters: SessionFilters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

/** The moment of the past that the page's address asks for; undefined for now. */
export function momentOf(parameters: URLSearchParams): string | undefined {
  const at = parameters.get('at') ?? '';
  return Number.isNaN(Date.parse(at)) ? undefined : new Date(at).toISOString();
}

/** The parameters at another moment, undefined for now. */
export function atMoment(parameters: URLSearchParams, at: string | undefined): URLSearchParams {
  const changed = new URLSearchParams(parameters);
  if (at === undefined) {
    changed.delete('at');
  } else {
    changed.set('at', at);
  }
  return changed;
}

/** The parameters without filters, at the moment that they ask for. */
export function withoutFilters(parameters: URLSearchParams): URLSearchParams {
  return atMoment(new URLSearchParams(), parameters.get('at') ?? undefined);
}

/** The parameters with one filter changed; an empty value takes it away. */
export function withFilter(parameters: URLSearchParams, name: FilterName, value: string): URLSearchParams {
  const changed = new URLSearchParams(parameters);
  if (value === '') {
    changed.delete(name);
  } else {
    changed.set(name, value);
  }
  return changed;
}

function valueOf(parameters: URLSearchParams, name: FilterName): string | undefined {
  const value = parameters.get(name);
  return value === null || value === '' ? undefined : value;
}

function oneOf<Word extends string>(words: readonly Word[], value: string | null): Word | undefined {
  return words.find((word) => word === value);
}
