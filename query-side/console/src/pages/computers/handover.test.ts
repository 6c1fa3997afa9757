import { beforeEach, describe, expect, it } from 'vitest';
import type { IssuedCode } from '../../api/dialIns';
import { Problem } from '../../api/http';
import { grouped, Handover, type HandoverPorts, type HandoverState } from './handover';

const CODE: IssuedCode = {
  code: '123456789',
  expiresAt: '2026-11-24T00:15:00Z',
  dialInHost: 'relay.example',
  dialInPort: 5500,
  how: [],
};

/** A server whose computer dials in at the look that is told, and a clock that moves by a minute a look. */
class ToldServer implements HandoverPorts {
  looks = 0;
  comesAtLook = Number.POSITIVE_INFINITY;
  failsAtLook = 0;
  issueAnswer: () => Promise<IssuedCode> = () => Promise.resolve(CODE);
  minutes = 0;
  onPause: () => void = () => undefined;

  issue = () => this.issueAnswer();

  isWaiting = () => {
    this.looks += 1;
    return this.looks === this.failsAtLook
      ? Promise.reject(new Problem(503, 'RELAY_UNAVAILABLE', 'No relay can be asked.'))
      : Promise.resolve(this.looks >= this.comesAtLook);
  };

  pause = () => {
    this.minutes += 1;
    this.onPause();
    return Promise.resolve();
  };

  now = () => Date.parse('2026-11-24T00:00:00Z') + this.minutes * 60_000;
}

let server: ToldServer;
let states: HandoverState[];
let handover: Handover;

beforeEach(() => {
  server = new ToldServer();
  states = [];
  handover = new Handover(server, (state) => states.push(state));
});

const phases = () => states.map((state) => state.phase);

describe('a code that is handed over', () => {
  it('is shown until the computer has dialled in', async () => {
    server.comesAtLook = 4;

    await handover.start();

    expect(phases()).toEqual(['ASKING', 'HANDED', 'MET']);
    expect(states[1]).toEqual({ phase: 'HANDED', code: CODE });
    expect(server.looks).toBe(4);
  });

  it('is not asked for where the computer waits already', async () => {
    server.comesAtLook = 1;
    server.issueAnswer = () => Promise.reject(new Error('nobody needs one'));

    await handover.start();

    expect(phases()).toEqual(['ASKING', 'MET']);
  });

  it('expires', async () => {
    await handover.start();

    expect(phases()).toEqual(['ASKING', 'HANDED', 'EXPIRED']);
    expect(server.minutes).toBe(15);
  });

  it('is refused with a sentence', async () => {
    server.issueAnswer = () =>
      Promise.reject(new Problem(409, 'ENDPOINT_BUSY', 'It is in a session already.'));

    await handover.start();

    expect(states.at(-1)).toEqual({ phase: 'REFUSED', sentence: 'It is in a session already.' });
  });

  it('survives an answer that fails', async () => {
    server.failsAtLook = 2;
    server.comesAtLook = 3;

    await handover.start();

    expect(phases()).toEqual(['ASKING', 'HANDED', 'MET']);
  });

  it('is looked after no longer once the dialog is closed', async () => {
    server.onPause = () => {
      handover.leave();
    };
    server.comesAtLook = 2;

    await handover.start();

    expect(phases()).toEqual(['ASKING', 'HANDED']);
    expect(server.minutes).toBe(1);
  });

  it('is read in groups of three', () => {
    expect(grouped('123456789')).toBe('123 456 789');
  });
});
