import { useId, useState } from 'react';
import { PASSWORD_RULE, passwordProblem } from '../../api/accounts';

/** A new password for somebody, with the rules for one. It can be shown, since it has to be told to the person. */
export function PasswordField() {
  const [shown, setShown] = useState(false);
  const hintId = useId();
  return (
    <>
      <label className="field">
        <span>Password</span>
        <input
          name="password"
          type={shown ? 'text' : 'password'}
          autoComplete="new-password"
          spellCheck={false}
          autoCapitalize="none"
          required
          aria-describedby={hintId}
          onChange={(event) => {
            event.target.setCustomValidity(passwordProblem(event.target.value));
          }}
        />
      </label>
      <p className="hint" id={hintId}>
        {PASSWORD_RULE}
      </p>
      <label className="choice">
        <input
          type="checkbox"
          checked={shown}
          onChange={(event) => {
            setShown(event.target.checked);
          }}
        />
        Show password
      </label>
    </>
  );
}
