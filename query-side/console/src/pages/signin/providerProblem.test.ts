import { describe, expect, it } from 'vitest';
import { providerProblem } from './providerProblem';

describe('a problem at the sign-in provider', () => {
  it('is none where nothing went wrong', () => {
    expect(providerProblem(null)).toBeNull();
  });

  it('is told in a sentence for its code', () => {
    expect(providerProblem('UNKNOWN_TEAM')?.message).toContain('names a team that is not here');
  });

  it('tells that the provider is away', () => {
    expect(providerProblem('PROVIDER_AWAY')?.message).toContain('cannot be reached');
  });

  it('is told for codes of the provider too, which are never shown', () => {
    expect(providerProblem('<script>')?.message).toBe(
      'The sign-in at your provider did not succeed. Try again.',
    );
  });
});
