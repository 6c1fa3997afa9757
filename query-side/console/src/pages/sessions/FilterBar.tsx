import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { fetchFilterChoices } from '../../api/sessions';
import { ACCESS_KINDS, RECORDING_STATES } from '../../api/words';
import { KEYS } from '../../app/queries';
import { useLogTime } from '../../app/useLogTime';
import { accessKindLabel, recordingStateLabel } from '../../format/labels';
import { SelectField, type Choice } from '../../parts/SelectField';
import { filtersOf, hasFilters, withFilter, withoutFilters, type FilterName } from './filters';

const ALL: Choice = { value: '', label: 'All' };
const OUTCOMES: readonly Choice[] = [
  { value: 'false', label: 'Started' },
  { value: 'true', label: 'Refused' },
];
const HOLDS: readonly Choice[] = [
  { value: 'true', label: 'On hold' },
  { value: 'false', label: 'Not on hold' },
];
const COVERAGE: readonly Choice[] = [
  { value: 'true', label: 'With gaps' },
  { value: 'false', label: 'Without gaps' },
];

interface FilterBarProps {
  readonly parameters: URLSearchParams;
  readonly onChange: (parameters: URLSearchParams) => void;
}

export function FilterBar({ parameters, onChange }: FilterBarProps) {
  const log = useLogTime();
  const choices = useQuery({
    queryKey: KEYS.filterChoices,
    queryFn: ({ signal }) => fetchFilterChoices(signal),
    staleTime: 30_000,
  });
  const technicians = choices.data?.technicians.map(({ technician, name }) => ({
    value: technician,
    label: name,
  }));
  const computers = choices.data?.endpoints.map(({ endpoint, name }) => ({ value: endpoint, label: name }));
  const filter = (name: FilterName) => ({
    value: parameters.get(name) ?? '',
    onChange: (value: string) => {
      onChange(withFilter(parameters, name, value));
    },
  });

  return (
    <div className="filters" role="search" aria-label="Filter sessions">
      <Choose label="Technician" choices={technicians ?? []} {...filter('technician')} />
      <Choose label="Computer" choices={computers ?? []} {...filter('endpoint')} />
      <Day label="From" {...filter('from')} />
      <Day label="To" {...filter('to')} />
      <Choose
        label="Access"
        choices={ACCESS_KINDS.map((kind) => ({ value: kind, label: accessKindLabel(kind) }))}
        {...filter('accessKind')}
      />
      <Choose
        label="Recording"
        choices={RECORDING_STATES.map((state) => ({ value: state, label: recordingStateLabel(state) }))}
        {...filter('recording')}
      />
      <Choose label="Coverage" choices={COVERAGE} {...filter('gaps')} />
      <Choose label="Outcome" choices={OUTCOMES} {...filter('refused')} />
      <Choose label="Legal hold" choices={HOLDS} {...filter('held')} />
      {hasFilters(filtersOf(parameters, log)) && (
        <button
          type="button"
          className="button button-quiet"
          onClick={() => {
            onChange(withoutFilters(parameters));
          }}
        >
          Clear filters
        </button>
      )}
    </div>
  );
}

interface FilterProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One of the choices or all; a value from the address that is none of them stays as it is. */
function Choose({ choices, value, ...rest }: FilterProps & { readonly choices: readonly Choice[] }) {
  const known = value === '' || choices.some((choice) => choice.value === value);
  const shown = known ? [ALL, ...choices] : [ALL, { value, label: value }, ...choices];
  return <SelectField className="filter" choices={shown} value={value} {...rest} />;
}

function Day({ label, value, onChange }: FilterProps) {
  const id = useId();
  return (
    <div className="filter">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </div>
  );
}
