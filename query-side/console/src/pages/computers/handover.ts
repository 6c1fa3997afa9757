import type { IssuedCode } from '../../api/dialIns';
import { sentenceOf } from '../../api/http';

/** How far the technician and the person at the computer have come. */
export type HandoverState =
  | { readonly phase: 'ASKING' }
  | { readonly phase: 'HANDED'; readonly code: IssuedCode }
  | { readonly phase: 'EXPIRED' }
  | { readonly phase: 'REFUSED'; readonly sentence: string }
  /** The computer's streamer waits for the technician. */
  | { readonly phase: 'MET' };

/** What it needs of the world. */
export interface HandoverPorts {
  readonly issue: () => Promise<IssuedCode>;
  readonly isWaiting: () => Promise<boolean>;
  readonly pause: () => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Gets a code for an attended computer, and looks until the computer has dialled in with it. */
export class Handover {
  private left = false;

  constructor(
    private readonly ports: HandoverPorts,
    private readonly tell: (state: HandoverState) => void,
  ) {}

  async start(): Promise<void> {
    try {
      this.change({ phase: 'ASKING' });
      if (await this.ports.isWaiting()) {
        this.change({ phase: 'MET' }); // let in a moment ago, and not connected to since
        return;
      }
      const code = await this.ports.issue();
      this.change({ phase: 'HANDED', code });
      this.change({ phase: (await this.comes(code)) ? 'MET' : 'EXPIRED' });
    } catch (error) {
      this.change({ phase: 'REFUSED', sentence: sentenceOf(error) });
    }
  }

  /** Whether it has come before the code expired. An answer that fails is asked for again. */
  private async comes(code: IssuedCode): Promise<boolean> {
    const end = Date.parse(code.expiresAt);
    while (!this.left && this.ports.now() < end) {
      await this.ports.pause();
      if (await this.ports.isWaiting().catch(() => false)) {
        return true;
      }
    }
    return false;
  }

  /** Nobody looks any more; nothing is told from here on. */
  leave(): void {
    this.left = true;
  }

  private change(state: HandoverState): void {
    if (!this.left) {
      this.tell(state);
    }
  }
}

/** `123 456 789`: three digits at a time are read out without a slip. */
export function grouped(code: string): string {
  return code.replace(/\d{3}(?=\d)/g, '$& ');
}
