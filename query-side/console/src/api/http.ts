/** What the server says about a request that it did not do: problem+json, whose `detail` is a sentence for people. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    /** A stable word for programs, such as `ENDPOINT_BUSY`. */
    readonly code: string,
    sentence: string,
  ) {
    super(sentence);
  }
}

const CSRF_COOKIE = 'XSRF-TOKEN';
const CSRF_HEADER = 'X-XSRF-TOKEN';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

interface Content {
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  /** Lets the request outlive the page. */
  readonly keepalive?: boolean;
  readonly signal?: AbortSignal;
}

/** The answer's JSON, or undefined where there is none. Throws {@link Problem} for every failure. */
export async function call<T>(method: Method, path: string, content: Content = {}): Promise<T> {
  return (await callDated<T>(method, path, content)).answer;
}

interface Dated<T> {
  readonly answer: T;
  /** When it was given by the server's clock, to the second; null where the server does not say. */
  readonly answeredAt: string | null;
}

/** As {@link call}, with the time that the server's clock shows. */
export async function callDated<T>(method: Method, path: string, content: Content = {}): Promise<Dated<T>> {
  if (method !== 'GET' && readCookie(document.cookie, CSRF_COOKIE) === undefined) {
    // The server hands out the token with any answer; which answer does not matter.
    await send('GET', '/api/me', {}).catch(() => undefined);
  }
  const response = await send(method, path, content);
  if (!response.ok) {
    throw await problemOf(response);
  }
  const text = await response.text();
  return {
    answer: (text === '' ? undefined : JSON.parse(text)) as T,
    answeredAt: response.headers.get('Date'),
  };
}

async function send(method: Method, path: string, content: Content): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' };
  const token = readCookie(document.cookie, CSRF_COOKIE);
  if (method !== 'GET' && token !== undefined) {
    headers[CSRF_HEADER] = token;
  }
  const request: RequestInit = { method, headers, credentials: 'same-origin' };
  if (content.json !== undefined) {
    headers['Content-Type'] = 'application/json';
    request.body = JSON.stringify(content.json);
  } else if (content.form !== undefined) {
    request.body = new URLSearchParams(content.form);
  }
  if (content.keepalive === true) {
    request.keepalive = true;
  }
  if (content.signal !== undefined) {
    request.signal = content.signal;
  }
  try {
    return await fetch(path, request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      throw error;
    }
    throw new Problem(0, 'UNREACHABLE', 'Retrace cannot be reached. Check your connection and try again.');
  }
}

/** The problem that an answer tells, and one made up from its status where it tells none. */
export async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text().catch(() => '');
  const told = parsed(text);
  const code = typeof told.code === 'string' ? told.code : `HTTP_${String(response.status)}`;
  const sentence =
    typeof told.detail === 'string' && told.detail !== '' ? told.detail : sentenceFor(response.status);
  return new Problem(response.status, code, sentence);
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function sentenceFor(status: number): string {
  switch (status) {
    case 401:
      return 'You are signed out. Sign in and try again.';
    case 403:
      return 'You may not do this. Ask an owner of your team.';
    case 404:
      return 'This is not here any more. Load the page again.';
    default:
      return `Retrace could not do this (it answered ${String(status)}). Try again in a moment.`;
  }
}

export function readCookie(cookies: string, name: string): string | undefined {
  for (const cookie of cookies.split(';')) {
    const [key, ...value] = cookie.trim().split('=');
    if (key === name) {
      return decodeURIComponent(value.join('='));
    }
  }
  return undefined;
}

/** A path with those parameters that have a value. */
export function withQuery(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') {
      query.set(name, value);
    }
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** What to tell people about a failure. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : 'Something went wrong. Try again in a moment.';
}
