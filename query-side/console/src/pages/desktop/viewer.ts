import RFB from '@novnc/novnc';
import type { StartedSession } from '../../api/sessions';
import { webSocketAddress } from './webSocketAddress';

/** A connection to the relay, showing a desktop. */
export interface Viewer {
  /** Shrinks the desktop to the room that there is, or shows it in its own size. */
  fit(fits: boolean): void;
  focus(): void;
  sendCtrlAltDel(): void;
  /** Leaves without a word: none of the callbacks is called any more. */
  close(): void;
}

export interface ViewerCallbacks {
  /** The desktop is there. */
  readonly onLive: () => void;
  /** The connection has gone; `reason` is the sentence that the relay refused it with. */
  readonly onGone: (reason: string | null) => void;
}

/** Brings a desktop into an element. */
export function connectViewer(target: Element, started: StartedSession, callbacks: ViewerCallbacks): Viewer {
  let closed = false;
  let reason: string | null = null;
  const rfb = new RFB(target, webSocketAddress(started.webSocketPath, window.location), {
    shared: true,
    credentials: { password: started.ticket },
  });
  rfb.background = 'transparent';
  rfb.scaleViewport = true;
  rfb.showDotCursor = true;
  rfb.addEventListener('connect', () => {
    if (!closed) {
      rfb.focus();
      callbacks.onLive();
    }
  });
  rfb.addEventListener('securityfailure', (event) => {
    reason = event.detail.reason ?? null;
  });
  rfb.addEventListener('disconnect', () => {
    if (!closed) {
      closed = true;
      callbacks.onGone(reason);
    }
  });
  return {
    fit(fits) {
      rfb.scaleViewport = fits;
      rfb.clipViewport = false;
    },
    focus() {
      rfb.focus();
    },
    sendCtrlAltDel() {
      rfb.sendCtrlAltDel();
    },
    close() {
      if (!closed) {
        closed = true;
        rfb.disconnect();
      }
    },
  };
}
