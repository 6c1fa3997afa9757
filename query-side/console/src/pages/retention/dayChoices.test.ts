import { expect, it } from 'vitest';
import { dayChoices } from './dayChoices';

const WEDNESDAY = '2026-11-25';

it('offers each weekday once, as it comes next', () => {
  expect(
    dayChoices(WEDNESDAY)
      .slice(0, 7)
      .map(({ label, day }) => `${label} ${day}`),
  ).toEqual([
    'Next Thursday 2026-11-26',
    'Next Friday 2026-11-27',
    'Next Saturday 2026-11-28',
    'Next Sunday 2026-11-29',
    'Next Monday 2026-11-30',
    'Next Tuesday 2026-12-01',
    'Next Wednesday 2026-12-02',
  ]);
});

it('offers days further ahead over the turn of the year', () => {
  expect(dayChoices(WEDNESDAY).slice(7)).toEqual([
    { label: 'In 30 days', day: '2026-12-25' },
    { label: 'In 90 days', day: '2027-02-23' },
  ]);
});
