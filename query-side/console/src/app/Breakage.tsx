import { Component, type ReactNode } from 'react';

interface BreakageState {
  readonly broken: boolean;
}

/** What is shown when a page breaks, as one does whose files were replaced by a newer console's. */
export class Breakage extends Component<{ readonly children: ReactNode }, BreakageState> {
  override state: BreakageState = { broken: false };

  static getDerivedStateFromError(): BreakageState {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) {
      return this.props.children;
    }
    return (
      <main className="lone" role="alert">
        <h1>This page does not work any more</h1>
        <p>Retrace may have been updated meanwhile.</p>
        <button
          type="button"
          className="button button-primary"
          onClick={() => {
            window.location.reload();
          }}
        >
          Load it again
        </button>
      </main>
    );
  }
}
