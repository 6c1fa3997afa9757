import type { Platform } from './words';

/** On what the technician works, from the browser's user agent; undefined where that says nothing known. */
export function technicianPlatform(userAgent: string): Platform | undefined {
  // The order counts: Android says Linux too, and an iPhone says Mac OS X.
  if (/Android/.test(userAgent)) {
    return 'ANDROID';
  }
  if (/iPhone|iPad|iPod/.test(userAgent)) {
    return 'IOS';
  }
  if (/Windows/.test(userAgent)) {
    return 'WINDOWS';
  }
  if (/Mac OS X|Macintosh/.test(userAgent)) {
    return 'MACOS';
  }
  return /Linux|X11/.test(userAgent) ? 'LINUX' : undefined;
}
