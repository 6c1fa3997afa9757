import { expect, it } from 'vitest';
import { webSocketAddress } from './webSocketAddress';

it('looks for the relay where the console came from', () => {
  expect(
    webSocketAddress('/relay/websocket', { href: 'http://127.0.0.1:8080/computers/x/desktop?a#b' }),
  ).toBe('ws://127.0.0.1:8080/relay/websocket');
});

it('stays encrypted when the console was', () => {
  expect(webSocketAddress('/relay/websocket', { href: 'https://retrace.example/' })).toBe(
    'wss://retrace.example/relay/websocket',
  );
});
