import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchEndpoints } from '../../api/endpoints';
import type { SessionRow } from '../../api/sessions';
import { ACCESS_KINDS, RECORDING_STATES } from '../../api/words';
import { KEYS } from '../../app/queries';
import { useMe } from '../../app/useMe';
import { accessKindLabel, recordingStateLabel } from '../../format/labels';
import { filtersOf, hasFilters, withFilter, type FilterName } from './filters';

interface FilterBarProps {
  readonly parameters: URLSearchParams;
  /** What the list shows: technicians and computers can be chosen from it. */
  readonly rows: readonly SessionRow[];
  readonly onChange: (parameters: URLSearchParams) => void;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

export function FilterBar({ parameters, rows, onChange }: FilterBarProps) {
  const technicians = useTechnicians(rows);
  const computers = useComputers(rows);
  const set = (name: FilterName) => (value: string) => {
    onChange(withFilter(parameters, name, value));
  };
  const valueOf = (name: FilterName) => parameters.get(name) ?? '';

  return (
    <div className="filters" role="search" aria-label="Filter sessions">
      <Choose
        label="Technician"
        value={valueOf('technician')}
        choices={technicians}
        onChange={set('technician')}
      />
      <Choose label="Computer" value={valueOf('endpoint')} choices={computers} onChange={set('endpoint')} />
      <Day label="From" value={valueOf('from')} onChange={set('from')} />
      <Day label="To" value={valueOf('to')} onChange={set('to')} />
      <Choose
        label="Access"
        value={valueOf('accessKind')}
        choices={ACCESS_KINDS.map((kind) => ({ value: kind, label: accessKindLabel(kind) }))}
        onChange={set('accessKind')}
      />
      <Choose
        label="Recording"
        value={valueOf('recording')}
        choices={RECORDING_STATES.map((state) => ({ value: state, label: recordingStateLabel(state) }))}
        onChange={set('recording')}
      />
      {hasFilters(filtersOf(parameters)) && (
        <button
          type="button"
          className="button button-quiet"
          onClick={() => {
            onChange(new URLSearchParams());
          }}
        >
          Clear filters
        </button>
      )}
    </div>
  );
}

interface ChooseProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
}

function Choose({ label, value, choices, onChange }: ChooseProps) {
  const known = value === '' || choices.some((choice) => choice.value === value);
  return (
    <label className="filter">
      <span>{label}</span>
      <select
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        <option value="">All</option>
        {!known && <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  );
}

function Day({ label, value, onChange }: Omit<ChooseProps, 'choices'>) {
  return (
    <label className="filter">
      <span>{label}</span>
      <input
        type="date"
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </label>
  );
}

/** The team's computers, and those that were retired but are in the list. */
function useComputers(rows: readonly SessionRow[]): readonly Choice[] {
  const endpoints = useQuery({ queryKey: KEYS.endpoints, queryFn: ({ signal }) => fetchEndpoints(signal) });
  const names = new Map(rows.map((row) => [row.endpoint, row.endpointName]));
  for (const { endpoint, name } of endpoints.data?.items ?? []) {
    names.set(endpoint, name);
  }
  return choicesOf(names);
}

/** Those whose sessions this page has shown so far, and oneself. */
function useTechnicians(rows: readonly SessionRow[]): readonly Choice[] {
  const me = useMe();
  const [seen, setSeen] = useState<ReadonlyMap<string, string>>(() => new Map([[me.account, me.name]]));
  const unseen = rows.filter((row) => !seen.has(row.technician));
  if (unseen.length > 0) {
    setSeen(
      new Map([...seen, ...unseen.map((row): [string, string] => [row.technician, row.technicianName])]),
    );
  }
  return choicesOf(seen);
}

function choicesOf(names: ReadonlyMap<string, string>): readonly Choice[] {
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .sort((one, other) => one.label.localeCompare(other.label));
}
