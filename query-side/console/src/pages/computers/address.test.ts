import { describe, expect, it } from 'vitest';
import { formatAddress, parseAddress, viewerAddress } from './address';

describe('an address of a streamer', () => {
  it.each([
    ['desk.example', { host: 'desk.example', port: 5900 }],
    [' 192.0.2.7:5901 ', { host: '192.0.2.7', port: 5901 }],
    ['[2001:db8::7]:5902', { host: '2001:db8::7', port: 5902 }],
    ['[::1]', { host: '::1', port: 5900 }],
  ])('reads %s', (text, address) => {
    expect(parseAddress(text)).toEqual(address);
  });

  it.each([
    '',
    'two words',
    'desk:0',
    'desk:65536',
    'desk:vnc',
    '::1',
    'http://desk',
    `${'d'.repeat(254)}:5900`,
  ])('does not read %s', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  it('is read back as it was written', () => {
    const address = { host: '2001:db8::7', port: 5902 };

    expect(parseAddress(formatAddress(address))).toEqual(address);
  });

  it('has two colons for viewers', () => {
    expect(viewerAddress({ host: 'relay.example', port: 5500 })).toBe('relay.example::5500');
  });
});
