import { useQuery } from '@tanstack/react-query';
import { MonitorX, Plus } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { mayManage } from '../../api/account';
import { fetchEndpoints, needsCode, type Endpoint } from '../../api/endpoints';
import { KEYS } from '../../app/queries';
import { useMe } from '../../app/useMe';
import { BehindSign } from '../../parts/BehindSign';
import { EmptyState } from '../../parts/EmptyState';
import { FailureNotice } from '../../parts/Notice';
import { Page } from '../../parts/Page';
import { AddComputerDialog } from './AddComputerDialog';
import { CodeDialog } from './CodeDialog';
import { ComputersTable } from './ComputersTable';
import { EncryptionDialog } from './EncryptionDialog';
import { LoginDialog } from './LoginDialog';
import { OwnViewerDialog } from './OwnViewerDialog';
import { RenewNumberDialog } from './RenewNumberDialog';
import { RetireDialog } from './RetireDialog';

const REFRESH_MILLIS = 3000;

type Open =
  | { readonly dialog: 'ADD' }
  | {
      readonly dialog: 'RETIRE' | 'OWN_VIEWER' | 'NEW_NUMBER' | 'LOGIN' | 'ENCRYPTION';
      readonly endpoint: Endpoint;
    }
  /** A code is handed over first. */
  | { readonly dialog: 'CODE'; readonly endpoint: Endpoint; readonly then: (endpoint: Endpoint) => void }
  | null;

/** The team's endpoints, and what can be done with them. */
export function ComputersPage() {
  const mayChange = mayManage(useMe());
  const navigate = useNavigate();
  const [open, setOpen] = useState<Open>(null);
  const endpoints = useQuery({
    queryKey: KEYS.endpoints,
    queryFn: ({ signal }) => fetchEndpoints(signal),
    refetchInterval: REFRESH_MILLIS,
  });
  const close = () => {
    setOpen(null);
  };
  const showDesktop = (endpoint: Endpoint) => {
    void navigate(`/computers/${encodeURIComponent(endpoint.endpoint)}/desktop`);
  };
  const askForViewer = (endpoint: Endpoint) => {
    setOpen({ dialog: 'OWN_VIEWER', endpoint });
  };
  const reach = (endpoint: Endpoint, then: (endpoint: Endpoint) => void) => {
    if (needsCode(endpoint)) {
      setOpen({ dialog: 'CODE', endpoint, then });
    } else {
      then(endpoint);
    }
  };
  const add = mayChange && (
    <button
      type="button"
      className="button button-primary"
      onClick={() => {
        setOpen({ dialog: 'ADD' });
      }}
    >
      <Plus aria-hidden="true" /> Add computer
    </button>
  );

  return (
    <Page
      title="Computers"
      about={<BehindSign behind={endpoints.data?.behind} />}
      actions={endpoints.data !== undefined && endpoints.data.items.length > 0 ? add : undefined}
    >
      <FailureNotice
        error={endpoints.error}
        onRetry={() => {
          void endpoints.refetch();
        }}
      />
      {endpoints.isPending && <div className="loading" role="status" aria-label="Loading" />}
      {endpoints.data?.items.length === 0 && (
        <EmptyState icon={MonitorX} title="No computers yet">
          <p>
            {mayChange
              ? 'Add the first one: any computer that runs a VNC server which this relay can reach, or which dials in.'
              : 'An owner or admin of your team adds them. They appear here by themselves.'}
          </p>
          {add}
        </EmptyState>
      )}
      {endpoints.data !== undefined && endpoints.data.items.length > 0 && (
        <ComputersTable
          endpoints={endpoints.data.items}
          mayManage={mayChange}
          onConnect={(endpoint) => {
            reach(endpoint, showDesktop);
          }}
          onOwnViewer={(endpoint) => {
            reach(endpoint, askForViewer);
          }}
          onNewNumber={(endpoint) => {
            setOpen({ dialog: 'NEW_NUMBER', endpoint });
          }}
          onLogin={(endpoint) => {
            setOpen({ dialog: 'LOGIN', endpoint });
          }}
          onEncryption={(endpoint) => {
            setOpen({ dialog: 'ENCRYPTION', endpoint });
          }}
          onRetire={(endpoint) => {
            setOpen({ dialog: 'RETIRE', endpoint });
          }}
        />
      )}
      {open?.dialog === 'ADD' && <AddComputerDialog onClose={close} />}
      {open?.dialog === 'RETIRE' && <RetireDialog endpoint={open.endpoint} onClose={close} />}
      {open?.dialog === 'NEW_NUMBER' && <RenewNumberDialog endpoint={open.endpoint} onClose={close} />}
      {open?.dialog === 'LOGIN' && <LoginDialog endpoint={open.endpoint} onClose={close} />}
      {open?.dialog === 'ENCRYPTION' && <EncryptionDialog endpoint={open.endpoint} onClose={close} />}
      {open?.dialog === 'CODE' && (
        <CodeDialog
          endpoint={open.endpoint}
          onMet={() => {
            open.then(open.endpoint);
          }}
          onClose={close}
        />
      )}
      {open?.dialog === 'OWN_VIEWER' && <OwnViewerDialog endpoint={open.endpoint} onClose={close} />}
    </Page>
  );
}
