/** What the console uses of noVNC 1.7, from its docs/API.md. */
declare module '@novnc/novnc' {
  export interface RfbOptions {
    readonly shared?: boolean;
    readonly credentials?: { readonly password?: string };
  }

  interface RfbEvents {
    connect: CustomEvent<Record<string, never>>;
    disconnect: CustomEvent<{ readonly clean: boolean }>;
    securityfailure: CustomEvent<{ readonly status: number; readonly reason?: string }>;
    credentialsrequired: CustomEvent<{ readonly types: readonly string[] }>;
  }

  export default class RFB extends EventTarget {
    constructor(target: Element, url: string, options?: RfbOptions);

    background: string;
    scaleViewport: boolean;
    clipViewport: boolean;
    showDotCursor: boolean;
    viewOnly: boolean;

    disconnect(): void;
    focus(options?: FocusOptions): void;
    sendCtrlAltDel(): void;

    addEventListener<Name extends keyof RfbEvents>(
      name: Name,
      listener: (event: RfbEvents[Name]) => void,
    ): void;
  }
}
