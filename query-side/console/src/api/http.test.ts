import { describe, expect, it } from 'vitest';
import { problemOf, readCookie, withQuery } from './http';

describe('problemOf', () => {
  it('takes the sentence and the code that the server tells', async () => {
    const response = new Response('{"code":"ENDPOINT_BUSY","detail":"It is in a session."}', { status: 409 });

    const problem = await problemOf(response);

    expect([problem.status, problem.code, problem.message]).toEqual([
      409,
      'ENDPOINT_BUSY',
      'It is in a session.',
    ]);
  });

  it('makes up a sentence when the answer is no problem+json', async () => {
    const problem = await problemOf(new Response('<h1>Bad gateway</h1>', { status: 502 }));

    expect(problem.code).toBe('HTTP_502');
    expect(problem.message).toContain('502');
  });

  it('makes up a sentence when the answer is JSON but no object', async () => {
    expect((await problemOf(new Response('null', { status: 403 }))).message).toContain('may not');
  });
});

describe('readCookie', () => {
  it('finds a cookie among others and decodes it', () => {
    expect(readCookie('a=1; XSRF-TOKEN=x%3Dy; b=2', 'XSRF-TOKEN')).toBe('x=y');
  });

  it('does not take a cookie whose name only ends alike', () => {
    expect(readCookie('OLD-XSRF-TOKEN=1', 'XSRF-TOKEN')).toBeUndefined();
  });
});

describe('withQuery', () => {
  it('leaves out what has no value and escapes what has', () => {
    expect(withQuery('/api/sessions', { endpoint: undefined, technician: '', after: 'a b&c' })).toBe(
      '/api/sessions?after=a+b%26c',
    );
  });

  it('leaves the path alone when nothing has a value', () => {
    expect(withQuery('/api/sessions', {})).toBe('/api/sessions');
  });
});
