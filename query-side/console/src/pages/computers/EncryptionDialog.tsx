import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  changeStreamerTls,
  type Endpoint,
  type Endpoints,
  type StreamerTls,
  type TlsRule,
} from '../../api/endpoints';
import { KEYS } from '../../app/queries';
import { Dialog } from '../../parts/Dialog';
import { FailureNotice } from '../../parts/Notice';
import { SelectField } from '../../parts/SelectField';

interface EncryptionDialogProps {
  readonly endpoint: Endpoint;
  readonly onClose: () => void;
}

const RULES: readonly { readonly value: TlsRule; readonly label: string; readonly about: string }[] = [
  {
    value: 'AS_OFFERED',
    label: 'As the computer offers',
    about: 'Without encryption where the computer offers that.',
  },
  {
    value: 'ENCRYPTED',
    label: 'Encrypted',
    about: 'Nobody can listen. Whoever answers at its address is taken for the computer.',
  },
  {
    value: 'CERTIFIED',
    label: 'Encrypted, with a known certificate',
    about: 'Nobody can listen, and nobody else is taken for the computer.',
  },
];

/** Whether the relay must reach the computer over TLS, and how it knows that it is the right one. */
export function EncryptionDialog({ endpoint, onClose }: EncryptionDialogProps) {
  const queries = useQueryClient();
  const [rule, setRule] = useState(endpoint.tls.rule);
  const change = useMutation({
    mutationFn: (tls: StreamerTls) => changeStreamerTls(endpoint.endpoint, tls),
    onSuccess: (_, tls) => {
      queries.setQueryData<Endpoints>(KEYS.endpoints, (list) =>
        list === undefined
          ? list
          : {
              ...list,
              items: list.items.map((item) =>
                item.endpoint === endpoint.endpoint ? { ...item, tls } : item,
              ),
            },
      );
      onClose();
    },
  });
  return (
    <Dialog title={`Encryption to ${endpoint.name}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const pin = new FormData(event.currentTarget).get('certificate');
          change.mutate({ rule, certificateSha256: typeof pin === 'string' && pin !== '' ? pin : null });
        }}
      >
        <SelectField
          label="Between Retrace and the computer"
          value={rule}
          choices={RULES}
          onChange={(value) => {
            setRule(value as TlsRule);
          }}
        />
        <p className="hint">{RULES.find((one) => one.value === rule)?.about}</p>
        {rule === 'CERTIFIED' && (
          <label className="field">
            <span>
              SHA-256 of its certificate <em>none where an authority vouches for it</em>
            </span>
            <input
              name="certificate"
              defaultValue={endpoint.tls.certificateSha256 ?? ''}
              spellCheck={false}
            />
          </label>
        )}
        <FailureNotice error={change.error} />
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button-primary" disabled={change.isPending}>
            {change.isPending ? 'Setting…' : 'Set encryption'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
