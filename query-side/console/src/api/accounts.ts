import { call } from './http';
import type { By } from './settings';
import type { Behind, Role } from './words';

/** Somebody who can sign in. */
export interface Account {
  readonly account: string;
  readonly signInName: string;
  readonly name: string;
  readonly role: Role;
  readonly addedAt: string;
  /** Null for an operator of the deployment. */
  readonly addedBy: By | null;
  /** When the role was changed last, null where it never was. */
  readonly changedAt: string | null;
  readonly changedBy: By | null;
}

export interface Accounts {
  readonly behind: Behind;
  readonly items: readonly Account[];
}

export interface NewAccount {
  readonly signInName: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
}

const PASSWORD_LENGTH_MIN = 8;
/** As UTF-8. */
const PASSWORD_BYTES_MAX = 72;

export const PASSWORD_RULE = `At least ${String(PASSWORD_LENGTH_MIN)} characters, at most ${String(PASSWORD_BYTES_MAX)} bytes. Nobody can read it later, owners neither: tell it to the person now.`;

/** What is wrong with a password, or an empty text. The server checks again. */
export function passwordProblem(password: string): string {
  if (password.length < PASSWORD_LENGTH_MIN) {
    return `A password has at least ${String(PASSWORD_LENGTH_MIN)} characters.`;
  }
  return new TextEncoder().encode(password).length > PASSWORD_BYTES_MAX
    ? `A password has at most ${String(PASSWORD_BYTES_MAX)} bytes.`
    : '';
}

export function fetchAccounts(signal: AbortSignal): Promise<Accounts> {
  return call('GET', '/api/accounts', { signal });
}

export async function addAccount(account: NewAccount): Promise<string> {
  const added = await call<{ readonly account: string }>('POST', '/api/accounts', { json: account });
  return added.account;
}

export function changeRole(account: string, role: Role): Promise<void> {
  return call('PUT', `/api/accounts/${encodeURIComponent(account)}/role`, { json: { role } });
}

export function changePassword(account: string, password: string): Promise<void> {
  return call('PUT', `/api/accounts/${encodeURIComponent(account)}/password`, { json: { password } });
}

export function removeAccount(account: string): Promise<void> {
  return call('DELETE', `/api/accounts/${encodeURIComponent(account)}`);
}
