import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../api/http';
import type { StartedSession } from '../../api/sessions';
import { DesktopSession, YOU_ENDED_IT, type DesktopPorts, type DesktopState } from './desktopSession';
import type { Viewer, ViewerCallbacks } from './viewer';

const STARTED: StartedSession = {
  session: 'session-1',
  ticket: 'ticket-1',
  ticketExpiresAt: '2026-11-24T00:01:00Z',
  viewerHost: 'relay.example',
  viewerPort: 5500,
  webSocketPath: '/relay/websocket',
  monitor: 1,
  frameRate: 10,
};

/** A viewer that does nothing but remember, and whose relay the test plays. */
class RecordedViewer implements Viewer {
  closed = false;
  fits: boolean | null = null;

  constructor(
    readonly ticket: string,
    readonly callbacks: ViewerCallbacks,
  ) {}

  fit(fits: boolean) {
    this.fits = fits;
  }

  focus() {
    // Nothing looks at the focus here.
  }

  sendCtrlAltDel() {
    // Nor at keys.
  }

  close() {
    this.closed = true;
  }
}

/** A server that answers as it is told. */
class ToldServer implements DesktopPorts {
  readonly viewers: RecordedViewer[] = [];
  readonly ended: string[] = [];
  startAnswer: Promise<StartedSession> = Promise.resolve(STARTED);
  viewAnswer: Promise<StartedSession> = Promise.resolve({ ...STARTED, ticket: 'ticket-2', monitor: 2 });
  frameRateAnswer: Promise<void> = Promise.resolve();
  endSentence: string | null = null;

  start = () => this.startAnswer;
  openView = () => this.viewAnswer;
  changeFrameRate = () => this.frameRateAnswer;
  howItEnded = () => Promise.resolve(this.endSentence);

  end(session: string) {
    this.ended.push(session);
    return Promise.resolve();
  }

  connect(started: StartedSession, callbacks: ViewerCallbacks) {
    const viewer = new RecordedViewer(started.ticket, callbacks);
    this.viewers.push(viewer);
    return viewer;
  }

  viewer(index: number): RecordedViewer {
    const viewer = this.viewers[index];
    if (viewer === undefined) {
      throw new Error(`there is no viewer ${String(index)}`);
    }
    return viewer;
  }
}

let server: ToldServer;
let states: DesktopState[];
let session: DesktopSession;

beforeEach(() => {
  server = new ToldServer();
  states = [];
  session = new DesktopSession(server, (state) => states.push(state));
});

async function live() {
  await session.start();
  server.viewer(0).callbacks.onLive();
}

const last = () => states.at(-1);

describe('a session that is asked for', () => {
  it('connects with its ticket and becomes live', async () => {
    await live();

    expect(server.viewer(0).ticket).toBe('ticket-1');
    expect(states.map((state) => state.phase)).toEqual(['CONNECTING', 'LIVE']);
  });

  it('shows the sentence it was refused with, and connects to nothing', async () => {
    server.startAnswer = Promise.reject(new Problem(409, 'ENDPOINT_BUSY', 'It is in a session already.'));

    await session.start();

    expect(last()).toEqual({ phase: 'REFUSED', sentence: 'It is in a session already.' });
    expect(server.viewers).toEqual([]);
  });

  it('is ended when it was admitted after the page had been left', async () => {
    session.leave();
    await session.start();

    expect(server.ended).toEqual(['session-1']);
    expect(server.viewers).toEqual([]);
    expect(states).toEqual([]);
  });
});

describe('another monitor', () => {
  it('is connected with the new ticket after the old viewer was closed', async () => {
    await live();

    await session.switchMonitor(2);
    server.viewer(1).callbacks.onLive();

    expect(server.viewer(0).closed).toBe(true);
    expect(server.viewer(1).ticket).toBe('ticket-2');
    expect(last()).toMatchObject({ phase: 'LIVE', started: { monitor: 2 } });
    expect(server.ended).toEqual([]);
  });

  it('leaves the old view where it is when it is refused', async () => {
    await live();
    server.viewAnswer = Promise.reject(new Problem(409, 'STREAMER_UNREACHABLE', 'It cannot be reached.'));

    await session.switchMonitor(2);

    expect(server.viewer(0).closed).toBe(false);
    expect(last()).toMatchObject({ phase: 'LIVE', started: { monitor: 1 }, notice: 'It cannot be reached.' });
  });

  it('is not connected when the session was ended while it was asked for', async () => {
    await live();

    const switched = session.switchMonitor(2);
    await session.disconnect();
    await switched;

    expect(server.viewers).toHaveLength(1);
    expect(last()).toEqual({ phase: 'ENDED', sentence: YOU_ENDED_IT });
  });

  it('is shown in its own size when the one before was', async () => {
    await live();
    session.fit(false);

    await session.switchMonitor(2);

    expect(server.viewer(1).fits).toBe(false);
  });
});

describe('another frame rate', () => {
  it('is kept without a new connection', async () => {
    await live();

    await session.changeFrameRate(30);

    expect(last()).toMatchObject({ phase: 'LIVE', started: { frameRate: 30 } });
    expect(server.viewers).toHaveLength(1);
  });

  it('is not shown when the server refuses it', async () => {
    await live();
    server.frameRateAnswer = Promise.reject(new Problem(409, 'SESSION_ENDED', 'It has ended.'));

    await session.changeFrameRate(30);

    expect(last()).toMatchObject({ started: { frameRate: 10 }, notice: 'It has ended.' });
  });
});

describe('the end of a session', () => {
  it('is told in the words of the relay that refused the connection', async () => {
    await session.start();
    server.viewer(0).callbacks.onGone('The ticket has expired.');
    await Promise.resolve();

    expect(last()).toEqual({ phase: 'ENDED', sentence: 'The ticket has expired.' });
  });

  it('is told in the words of the log when the connection just went', async () => {
    await live();
    server.endSentence = 'The computer went away.';

    server.viewer(0).callbacks.onGone(null);
    await new Promise((resolve) => setTimeout(resolve, 0));

    expect(last()).toEqual({ phase: 'ENDED', sentence: 'The computer went away.' });
  });

  it('ends it on the server when the technician disconnects', async () => {
    await live();

    await session.disconnect();

    expect([server.viewer(0).closed, server.ended]).toEqual([true, ['session-1']]);
    expect(last()).toEqual({ phase: 'ENDED', sentence: YOU_ENDED_IT });
  });

  it('is asked for before the viewer goes, whose going is no news then', async () => {
    await live();
    const order: boolean[] = [];
    server.end = () => {
      order.push(server.viewer(0).closed);
      server.viewer(0).callbacks.onGone(null);
      return Promise.resolve();
    };

    await session.disconnect();

    expect([order, server.viewer(0).closed]).toEqual([[false], true]);
    expect(last()).toEqual({ phase: 'ENDED', sentence: YOU_ENDED_IT });
  });

  it('comes once when the page is left, and is not shown', async () => {
    await live();
    const shown = states.length;

    session.leave();
    session.leave();

    expect(server.ended).toEqual(['session-1']);
    expect(states).toHaveLength(shown);
  });
});
