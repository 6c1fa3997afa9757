import { sentenceOf } from '../../api/http';
import type { StartedSession } from '../../api/sessions';
import type { Viewer, ViewerCallbacks } from './viewer';

/** How a technician's session is doing, as its page shows it. */
export type DesktopState =
  | { readonly phase: 'STARTING' }
  | { readonly phase: 'CONNECTING'; readonly started: StartedSession }
  | { readonly phase: 'LIVE'; readonly started: StartedSession; readonly notice: string | null }
  | { readonly phase: 'REFUSED'; readonly sentence: string }
  | { readonly phase: 'ENDED'; readonly sentence: string };

/** What a session needs of the server, and of the page that shows it. */
export interface DesktopPorts {
  start(): Promise<StartedSession>;
  openView(session: string, monitor: number, frameRate: number): Promise<StartedSession>;
  changeFrameRate(session: string, frameRate: number): Promise<void>;
  end(session: string): Promise<void>;
  /** Why a session ended, in a sentence; null when nobody can tell. */
  howItEnded(session: string): Promise<string | null>;
  connect(started: StartedSession, callbacks: ViewerCallbacks): Viewer;
}

export const YOU_ENDED_IT = 'You ended this session.';
const CONNECTION_LOST = 'The connection to the computer was lost.';

/**
 * One session of a technician: from asking for it, over its views, to its end. Not for more than one start; what is
 * answered after {@link leave} is ended at once, so that no session stays behind that nobody looks at.
 */
export class DesktopSession {
  private current: DesktopState = { phase: 'STARTING' };
  private viewer: Viewer | null = null;
  private fits = true;
  private left = false;

  constructor(
    private readonly ports: DesktopPorts,
    private readonly onChange: (state: DesktopState) => void,
  ) {}

  async start(): Promise<void> {
    try {
      const started = await this.ports.start();
      if (this.left) {
        await this.end(started.session);
        return;
      }
      this.connect(started);
    } catch (error) {
      this.become({ phase: 'REFUSED', sentence: sentenceOf(error) });
    }
  }

  /** Shows another monitor, over a connection of its own. The old one stays when the new one is refused. */
  async switchMonitor(monitor: number): Promise<void> {
    const before = this.current;
    if (before.phase !== 'LIVE' || before.started.monitor === monitor) {
      return;
    }
    const { session, frameRate } = before.started;
    try {
      const started = await this.ports.openView(session, monitor, frameRate);
      if (this.stillIn(session)) {
        this.viewer?.close();
        this.connect(started);
      }
    } catch (error) {
      this.tell(session, sentenceOf(error));
    }
  }

  async changeFrameRate(frameRate: number): Promise<void> {
    const before = this.current;
    if (before.phase !== 'LIVE' || before.started.frameRate === frameRate) {
      return;
    }
    const { session } = before.started;
    try {
      await this.ports.changeFrameRate(session, frameRate);
      if (this.current.phase === 'LIVE' && this.stillIn(session)) {
        this.become({ phase: 'LIVE', started: { ...this.current.started, frameRate }, notice: null });
      }
    } catch (error) {
      this.tell(session, sentenceOf(error));
    }
  }

  fit(fits: boolean): void {
    this.fits = fits;
    this.viewer?.fit(fits);
  }

  focus(): void {
    this.viewer?.focus();
  }

  sendCtrlAltDel(): void {
    this.viewer?.sendCtrlAltDel();
  }

  /** The technician has had enough. */
  async disconnect(): Promise<void> {
    const session = this.session();
    if (session === null) {
      return;
    }
    const viewer = this.viewer;
    this.become({ phase: 'ENDED', sentence: YOU_ENDED_IT });
    // Before the viewer goes: the log is to say who ended the session, not that a connection went.
    await this.end(session);
    viewer?.close();
  }

  /** The page goes away, and the session with it. Nothing changes on the page any more. */
  leave(): void {
    if (this.left) {
      return;
    }
    this.left = true;
    const session = this.session();
    this.viewer?.close();
    if (session !== null) {
      void this.end(session);
    }
  }

  private connect(started: StartedSession): void {
    this.become({ phase: 'CONNECTING', started });
    const viewer = this.ports.connect(started, {
      onLive: () => {
        this.become({ phase: 'LIVE', started, notice: null });
      },
      onGone: (reason) => {
        void this.gone(started.session, reason);
      },
    });
    viewer.fit(this.fits);
    this.viewer = viewer;
  }

  private async gone(session: string, reason: string | null): Promise<void> {
    if (this.session() !== session) {
      return; // it has been ended here
    }
    if (reason !== null) {
      this.become({ phase: 'ENDED', sentence: reason });
      await this.end(session);
      return;
    }
    this.become({ phase: 'ENDED', sentence: CONNECTION_LOST });
    const sentence = await this.ports.howItEnded(session).catch(() => null);
    if (sentence !== null) {
      this.become({ phase: 'ENDED', sentence });
    }
  }

  /** Ending what has ended already is no news, and neither is that the server cannot be reached on leaving. */
  private async end(session: string): Promise<void> {
    await this.ports.end(session).catch(() => undefined);
  }

  private session(): string | null {
    return this.current.phase === 'CONNECTING' || this.current.phase === 'LIVE'
      ? this.current.started.session
      : null;
  }

  private stillIn(session: string): boolean {
    return !this.left && this.session() === session;
  }

  private tell(session: string, notice: string): void {
    if (this.current.phase === 'LIVE' && this.stillIn(session)) {
      this.become({ ...this.current, notice });
    }
  }

  private become(state: DesktopState): void {
    this.current = state;
    if (!this.left) {
      this.onChange(state);
    }
  }
}
