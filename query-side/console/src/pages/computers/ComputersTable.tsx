import { Hash, KeyRound, Laptop, Lock, Monitor, Smartphone, Trash2, type LucideIcon } from 'lucide-react';
import { hasNumber, type Endpoint } from '../../api/endpoints';
import type { Platform } from '../../api/words';
import { useLogTime } from '../../app/useLogTime';
import { accessKindLabel, platformLabel } from '../../format/labels';
import { Badge } from '../../parts/Badge';
import { StreamerVersion } from './StreamerVersion';

interface ComputersTableProps {
  readonly endpoints: readonly Endpoint[];
  readonly mayManage: boolean;
  readonly onConnect: (endpoint: Endpoint) => void;
  readonly onOwnViewer: (endpoint: Endpoint) => void;
  readonly onNewNumber: (endpoint: Endpoint) => void;
  readonly onLogin: (endpoint: Endpoint) => void;
  readonly onEncryption: (endpoint: Endpoint) => void;
  readonly onRetire: (endpoint: Endpoint) => void;
}

const ICONS: Partial<Record<Platform, LucideIcon>> = { MACOS: Laptop, ANDROID: Smartphone, IOS: Smartphone };

export function ComputersTable({
  endpoints,
  mayManage,
  onConnect,
  onOwnViewer,
  onNewNumber,
  onLogin,
  onEncryption,
  onRetire,
}: ComputersTableProps) {
  return (
    <div className="table-frame">
      <table>
        <caption className="unseen">Computers of your team</caption>
        <thead>
          <tr>
            <th scope="col">Computer</th>
            <th scope="col">Streamer</th>
            <th scope="col">Monitors</th>
            <th scope="col">State</th>
            <th scope="col">
              <span className="unseen">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {endpoints.map((endpoint) => (
            <tr key={endpoint.endpoint}>
              <th scope="row">
                <ComputerName endpoint={endpoint} />
              </th>
              <td className="numeric">
                <StreamerVersion endpoint={endpoint} />
              </td>
              <td>
                {endpoint.monitors.length}
                <span className="detail">{endpoint.monitors.map((monitor) => monitor.name).join(', ')}</span>
              </td>
              <td>
                <ComputerState endpoint={endpoint} />
              </td>
              <td>
                <div className="row-actions">
                  <button
                    type="button"
                    className="button button-primary"
                    aria-label={`Connect to ${endpoint.name}`}
                    onClick={() => {
                      onConnect(endpoint);
                    }}
                  >
                    Connect
                  </button>
                  <button
                    type="button"
                    className="button"
                    aria-label={`Use your own viewer for ${endpoint.name}`}
                    onClick={() => {
                      onOwnViewer(endpoint);
                    }}
                  >
                    Use your own viewer
                  </button>
                  {mayManage && hasNumber(endpoint) && (
                    <button
                      type="button"
                      className="button button-quiet button-icon"
                      aria-label={`New dial-in number for ${endpoint.name}`}
                      title="New dial-in number"
                      onClick={() => {
                        onNewNumber(endpoint);
                      }}
                    >
                      <Hash aria-hidden="true" />
                    </button>
                  )}
                  {mayManage && (
                    <>
                      <button
                        type="button"
                        className="button button-quiet button-icon"
                        aria-label={`Login of ${endpoint.name}`}
                        title="Login"
                        onClick={() => {
                          onLogin(endpoint);
                        }}
                      >
                        <KeyRound aria-hidden="true" />
                      </button>
                      <button
                        type="button"
                        className="button button-quiet button-icon"
                        aria-label={`Encryption to ${endpoint.name}`}
                        title="Encryption"
                        onClick={() => {
                          onEncryption(endpoint);
                        }}
                      >
                        <Lock aria-hidden="true" />
                      </button>
                    </>
                  )}
                  {mayManage && (
                    <button
                      type="button"
                      className="button button-quiet button-icon"
                      aria-label={`Retire ${endpoint.name}`}
                      title="Retire"
                      onClick={() => {
                        onRetire(endpoint);
                      }}
                    >
                      <Trash2 aria-hidden="true" />
                    </button>
                  )}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ComputerName({ endpoint }: { readonly endpoint: Endpoint }) {
  const Icon = ICONS[endpoint.platform] ?? Monitor;
  return (
    <span className="with-icon">
      <Icon aria-hidden="true" />
      <span>
        {endpoint.name}
        <span className="detail">
          {platformLabel(endpoint.platform)} · {accessKindLabel(endpoint.accessKind)}
        </span>
      </span>
    </span>
  );
}

function ComputerState({ endpoint }: { readonly endpoint: Endpoint }) {
  const log = useLogTime();
  if (endpoint.session === null) {
    return <Badge tone="good">Free</Badge>;
  }
  return (
    <>
      <Badge tone="busy">In a session</Badge>
      <span className="detail">
        {endpoint.session.technicianName}, since {log.dateTime(endpoint.session.startedAt)}
      </span>
    </>
  );
}
