/**
 * A command for component tests: the accessibility tree that the browser itself has made of the page, which
 * is what it hands to assistive technology. In the test: `accessibilityOutline()` of `ax-outline.ts`.
 */
import type { TestRunnerPlugin } from '@web/test-runner';

/** What is used of https://chromedevtools.github.io/devtools-protocol/tot/Accessibility/#type-AXNode */
export interface AxNode {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: { readonly value?: unknown };
  readonly name?: { readonly value?: unknown };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
  readonly childIds?: readonly string[];
}

interface Protocol {
  send(method: string): Promise<unknown>;
  detach(): Promise<void>;
}

interface ChromePage {
  createCDPSession(): Promise<Protocol>;
}

export const axTreePlugin: TestRunnerPlugin = {
  name: 'ax-tree',
  async executeCommand({ command, session }) {
    if (command !== 'ax-tree') return undefined;
    const browser = session.browser as unknown as { getPage(id: string): ChromePage };
    const protocol = await browser.getPage(session.id).createCDPSession();
    try {
      return (await protocol.send('Accessibility.getFullAXTree')) as object;
    } finally {
      await protocol.detach();
    }
  },
};
