import type { NumberToDialIn } from './dialIns';
import { call } from './http';
import type { AccessKind, Behind, Platform } from './words';

export interface Monitor {
  /** From 1. */
  readonly number: number;
  readonly name: string;
  /** Null, and the port as well, where the computer's streamer dials in. */
  readonly host: string | null;
  readonly port: number | null;
}

/** Without TLS where it offers that; over TLS with whoever answers; or over TLS with a certificate that is known. */
export type TlsRule = 'AS_OFFERED' | 'ENCRYPTED' | 'CERTIFIED';

export interface StreamerTls {
  readonly rule: TlsRule;
  /** Of the one certificate that is taken; null where an authority vouches for it. */
  readonly certificateSha256: string | null;
}

/** A computer of the team. */
export interface Endpoint {
  readonly endpoint: string;
  readonly name: string;
  readonly platform: Platform;
  readonly accessKind: AccessKind;
  readonly streamerVersion: string | null;
  readonly tls: StreamerTls;
  readonly monitors: readonly Monitor[];
  /** The session that it is in, or null when it is free. */
  readonly session: RunningSession | null;
}

export interface RunningSession {
  readonly session: string;
  readonly technician: string;
  readonly technicianName: string;
  readonly startedAt: string;
}

export interface Endpoints {
  readonly behind: Behind;
  readonly items: readonly Endpoint[];
}

export interface NewEndpoint {
  readonly name: string;
  readonly platform: Platform;
  readonly accessKind: AccessKind;
  readonly streamerVersion?: string;
  /** Without host and port where the computer's streamer dials in. */
  readonly monitors: readonly { readonly name: string; readonly host?: string; readonly port?: number }[];
  readonly vncPassword?: string;
  /** The IP address that a streamer which gives no number dials in from. */
  readonly dialInHost?: string;
}

export interface AddedEndpoint {
  readonly endpoint: string;
  /** Null where the computer is dialled, or dials in with codes. */
  readonly dialIn: NumberToDialIn | null;
}

/** Whether somebody at the computer has to let the technician in with a code. */
export function needsCode(endpoint: Endpoint): boolean {
  return endpoint.accessKind === 'ATTENDED' && endpoint.monitors[0]?.host === null;
}

/** Whether its streamer dials in with a number of its own. */
export function hasNumber(endpoint: Endpoint): boolean {
  return endpoint.accessKind === 'UNATTENDED' && endpoint.monitors[0]?.host === null;
}

export function fetchEndpoints(signal: AbortSignal): Promise<Endpoints> {
  return call('GET', '/api/endpoints', { signal });
}

export function addEndpoint(endpoint: NewEndpoint): Promise<AddedEndpoint> {
  return call('POST', '/api/endpoints', { json: endpoint });
}

export function reportStreamerVersion(endpoint: string, streamerVersion: string): Promise<void> {
  return call('PUT', `/api/endpoints/${encodeURIComponent(endpoint)}/streamer-version`, {
    json: { streamerVersion },
  });
}

export function changeStreamerTls(endpoint: string, tls: StreamerTls): Promise<void> {
  return call('PUT', `/api/endpoints/${encodeURIComponent(endpoint)}/streamer-tls`, { json: tls });
}

/** Both empty for a streamer that asks for nothing; no user name for a VNC password. */
export function changeStreamerLogin(endpoint: string, userName: string, password: string): Promise<void> {
  return call('PUT', `/api/endpoints/${encodeURIComponent(endpoint)}/streamer-login`, {
    json: { userName, password },
  });
}

export function retireEndpoint(endpoint: string): Promise<void> {
  return call('DELETE', `/api/endpoints/${encodeURIComponent(endpoint)}`);
}
