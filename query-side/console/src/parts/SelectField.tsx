import { useId } from 'react';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface SelectFieldProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value?: string;
  readonly defaultValue?: string;
  readonly name?: string;
  readonly disabled?: boolean;
  readonly className?: string;
  readonly onChange?: (value: string) => void;
}

/**
 * A choice with its label. They stand side by side: around the choice, a label would be called after all that can be
 * chosen.
 */
export function SelectField({ label, choices, className = 'field', onChange, ...select }: SelectFieldProps) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        {...select}
        onChange={(event) => {
          onChange?.(event.target.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}
