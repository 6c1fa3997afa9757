import { expect, it } from 'vitest';
import { technicianPlatform } from './technicianPlatform';

it.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36', 'WINDOWS'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
    'MACOS',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'LINUX'],
  [
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
    'ANDROID',
  ],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148', 'IOS'],
])('knows from %s that the technician works on %s', (userAgent, platform) => {
  expect(technicianPlatform(userAgent)).toBe(platform);
});

it('says nothing of a browser that says nothing', () => {
  expect(technicianPlatform('curl/8.0')).toBeUndefined();
});
