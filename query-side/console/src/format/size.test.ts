import { expect, it } from 'vitest';
import { byteSize } from './size';

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1023, '1023 bytes'],
  [1024, '1.0 KB'],
  [4_404_019, '4.2 MB'],
  [512 * 1024 * 1024, '512 MB'],
  [3 * 1024 ** 3, '3.0 GB'],
  [2000 * 1024 ** 3, '2000 GB'],
])('%i bytes read %s', (bytes, text) => {
  expect(byteSize(bytes)).toBe(text);
});
