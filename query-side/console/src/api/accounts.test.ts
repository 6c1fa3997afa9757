import { expect, it } from 'vitest';
import { passwordProblem } from './accounts';

it.each([
  ['1234567', 'A password has at least 8 characters.'],
  ['12345678', ''],
  ['x'.repeat(72), ''],
  ['x'.repeat(73), 'A password has at most 72 bytes.'],
  ['ü'.repeat(37), 'A password has at most 72 bytes.'],
])('says what is wrong with %s', (password, problem) => {
  expect(passwordProblem(password)).toBe(problem);
});
