import { call } from './http';
import type { AccessKind, Behind, Platform } from './words';

export interface Monitor {
  /** From 1. */
  readonly number: number;
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** A computer of the team. */
export interface Endpoint {
  readonly endpoint: string;
  readonly name: string;
  readonly platform: Platform;
  readonly accessKind: AccessKind;
  readonly streamerVersion: string | null;
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
  readonly monitors: readonly { readonly name: string; readonly host: string; readonly port: number }[];
  readonly vncPassword?: string;
}

export function fetchEndpoints(signal: AbortSignal): Promise<Endpoints> {
  return call('GET', '/api/endpoints', { signal });
}

export function addEndpoint(endpoint: NewEndpoint): Promise<{ readonly endpoint: string }> {
  return call('POST', '/api/endpoints', { json: endpoint });
}

export function retireEndpoint(endpoint: string): Promise<void> {
  return call('DELETE', `/api/endpoints/${encodeURIComponent(endpoint)}`);
}
