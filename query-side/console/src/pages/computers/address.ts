/** Where a streamer listens for RFB. */
export interface StreamerAddress {
  readonly host: string;
  readonly port: number;
}

const PORT_MIN = 1;
const PORT_MAX = 65535;
const HOST_LENGTH_MAX = 253;
export const PORT_DEFAULT = 5900;

/** Reads `host`, `host:port` or `[IPv6]:port`; undefined when it is none of them. */
export function parseAddress(text: string): StreamerAddress | undefined {
  const match = /^(?:\[([0-9A-Fa-f:.%]+)\]|([^\s:[\]/]+))(?::(\d{1,5}))?$/.exec(text.trim());
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3] ?? PORT_DEFAULT);
  if (host === undefined || host.length > HOST_LENGTH_MAX || port < PORT_MIN || port > PORT_MAX) {
    return undefined;
  }
  return { host, port };
}

export function formatAddress({ host, port }: StreamerAddress): string {
  return host.includes(':') ? `[${host}]:${String(port)}` : `${host}:${String(port)}`;
}

/** The form that VNC viewers take on their command line, where one colon would mean a display's number. */
export function viewerAddress({ host, port }: StreamerAddress): string {
  return host.includes(':') ? `[${host}]::${String(port)}` : `${host}::${String(port)}`;
}
