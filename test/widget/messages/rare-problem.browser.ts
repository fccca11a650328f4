/** A rare problem has words from the first moment on, and the exact ones as soon as they are there. */
import { expect } from '@open-wc/testing';
import { html, LitElement, type TemplateResult } from 'lit';
import { en } from '../../../src/messages/en.ts';
import { rareTexts } from '../../../src/messages/en-rare-problems.ts';
import { later } from '../../../src/messages/later.ts';
import type { Messages } from '../../../src/messages/messages.ts';
import type { Failure } from '../../../src/session/failure.ts';
import { noticeFor, problemPanel } from '../../../src/steps/problem-panel.ts';
import type { StepContext } from '../../../src/steps/step-context.ts';
import { afterEach, describe, it } from '../../harness/widget-suite.ts';

class ProblemScreen extends LitElement {
  messages = en;
  failure: Failure = { code: 'too-large', retryable: false };

  override render(): TemplateResult {
    const context: Partial<StepContext> = {
      messages: this.messages,
      language: 'en',
      ask: () => undefined,
      redrawAfter: (coming) =>
        void coming.then(
          () => this.requestUpdate(),
          () => undefined,
        ),
    };
    return html`${problemPanel(this.failure, undefined, context as StepContext)}
    ${noticeFor(this.failure, undefined, context as StepContext)}`;
  }
}
customElements.define('problem-screen', ProblemScreen);

async function show(rare: Messages['rare'], failure?: Failure): Promise<ProblemScreen> {
  const screen = document.createElement('problem-screen') as ProblemScreen;
  screen.messages = { ...en, rare };
  if (failure) screen.failure = failure;
  document.body.append(screen);
  await screen.updateComplete;
  return screen;
}

const words = (screen: ProblemScreen) => screen.shadowRoot!.textContent ?? '';
const times = (screen: ProblemScreen, text: string) => words(screen).split(text).length - 1;

async function shows(screen: ProblemScreen, text: string): Promise<void> {
  while (times(screen, text) < 2) await new Promise(requestAnimationFrame);
}

describe('a rare problem', () => {
  afterEach(() => document.querySelector('problem-screen')?.remove());

  it('is told in general words until its own have come', async () => {
    let come: (texts: typeof rareTexts) => void = () => undefined;
    const screen = await show(later(() => new Promise((resolve) => (come = resolve))));
    expect(times(screen, en.problem.title)).to.equal(2);
    come(rareTexts);
    await shows(screen, 'more than this device or the service can hold');
    expect(times(screen, en.problem.title)).to.equal(0);
  });

  it('keeps the general words where its own cannot be loaded, and asks no more than it is drawn', async () => {
    let tries = 0;
    const screen = await show(
      later(async () => {
        tries += 1;
        throw new Error('offline');
      }),
    );
    await new Promise(requestAnimationFrame);
    expect(times(screen, en.problem.title)).to.equal(2);
    expect(tries).to.equal(2);
  });

  it('is told by its cause where that is known better', async () => {
    const failure: Failure = { code: 'service-unavailable', retryable: true, reason: 'not-a-task' };
    await shows(await show(en.rare, failure), 'gave no proper answer');
  });

  it('is not looked for among the words of JavaScript, whatever cause a service names', async () => {
    const failure: Failure = { code: 'offline', retryable: true, reason: 'constructor' };
    await shows(await show(en.rare, failure), 'You are offline');
  });
});
