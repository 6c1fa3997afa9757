import { useEffect, type RefObject } from 'react';

/** What the keys are called, for people. */
export const LEAVE_KEYS = 'Ctrl+Alt+Shift+Enter';

/**
 * Leads from the desktop, which takes every key, to the first control of the toolbar. The focus moves when the keys
 * are up again: a key that goes up elsewhere would stay down on the computer.
 */
export function useLeaveKeys(screen: RefObject<HTMLElement | null>, whole: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const room = screen.current;
    if (room === null) {
      return undefined;
    }
    let leaving = false;
    const onDown = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && event.ctrlKey && event.altKey && event.shiftKey) {
        leaving = true;
        event.preventDefault();
        event.stopPropagation();
      }
    };
    const onUp = (event: KeyboardEvent) => {
      if (leaving && !event.ctrlKey && !event.altKey && !event.shiftKey) {
        leaving = false;
        // After the desktop has heard of this key too.
        setTimeout(() => {
          whole.current
            ?.querySelector<HTMLElement>('[role=toolbar] :is(select, button):not(:disabled)')
            ?.focus();
        });
      }
    };
    room.addEventListener('keydown', onDown, { capture: true });
    room.addEventListener('keyup', onUp, { capture: true });
    return () => {
      room.removeEventListener('keydown', onDown, { capture: true });
      room.removeEventListener('keyup', onUp, { capture: true });
    };
  }, [screen, whole]);
}
