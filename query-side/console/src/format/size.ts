const UNITS = ['KB', 'MB', 'GB'] as const;

/** `512 bytes`, `4.2 MB`: 1 KB is 1024 bytes, as in the limit of 512 MB a recording. */
export function byteSize(bytes: number): string {
  if (bytes < 1024) {
    return bytes === 1 ? '1 byte' : `${String(bytes)} bytes`;
  }
  let value = bytes;
  let unit = 'bytes';
  for (const next of UNITS) {
    if (value < 1024) {
      break;
    }
    value /= 1024;
    unit = next;
  }
  return `${value < 10 ? value.toFixed(1) : String(Math.floor(value))} ${unit}`;
}
