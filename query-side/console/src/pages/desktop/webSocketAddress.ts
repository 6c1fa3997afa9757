/** Where the relay is found by WebSocket: at the address that the console came from. */
export function webSocketAddress(path: string, page: { readonly href: string }): string {
  const address = new URL(path, page.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return address.href;
}
