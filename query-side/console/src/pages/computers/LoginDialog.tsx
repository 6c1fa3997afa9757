import { useMutation } from '@tanstack/react-query';
import { changeStreamerLogin, type Endpoint } from '../../api/endpoints';
import { Dialog } from '../../parts/Dialog';
import { FailureNotice } from '../../parts/Notice';

interface LoginDialogProps {
  readonly endpoint: Endpoint;
  readonly onClose: () => void;
}

/** What Retrace says when the computer's streamer asks who is there. It is never shown again. */
export function LoginDialog({ endpoint, onClose }: LoginDialogProps) {
  const change = useMutation({
    mutationFn: (form: FormData) =>
      changeStreamerLogin(endpoint.endpoint, textOf(form, 'userName'), textOf(form, 'password')),
    onSuccess: onClose,
  });
  return (
    <Dialog title={`Login of ${endpoint.name}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(new FormData(event.currentTarget));
        }}
      >
        <p>
          What Retrace says when the computer asks for a password. Technicians never see it. It replaces what
          was there, from the next session on.
        </p>
        <label className="field">
          <span>
            User name <em>none for a VNC password</em>
          </span>
          <input name="userName" autoComplete="off" />
        </label>
        <label className="field">
          <span>
            Password <em>none where the computer asks for nothing</em>
          </span>
          <input name="password" type="password" autoComplete="new-password" />
        </label>
        <FailureNotice error={change.error} />
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button-primary" disabled={change.isPending}>
            {change.isPending ? 'Setting…' : 'Set login'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function textOf(form: FormData, name: string): string {
  const text = form.get(name);
  return typeof text === 'string' ? text : '';
}
