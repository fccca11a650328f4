/**
 * The window of the service in which a passkey signs, for a widget on another origin: makes one where the signer has
 * none, signs, says so and closes. The widget is told by the service, never by this window.
 */
import { PasskeyError } from '../signature/passkey-error.ts';
import { makePasskey, useOfPasskey } from '../signature/passkeys-of-browser.ts';
import type { PasskeyCeremony } from '../task/contract.ts';
import { begin, end, keep, RequestFailed, sign } from './ceremony-requests.ts';
import { languageOf, type WindowWords } from './window-words.ts';
import { WindowView, type Screen } from './window-view.ts';

/** Long enough to be read. */
const CLOSING_MILLISECONDS = 1500;

class PasskeyWindow {
  readonly #view = new WindowView(document);
  #words: WindowWords;
  /** While there is a ceremony that can still be broken off. */
  #token: string | undefined;

  constructor(readonly secret: string) {
    this.#words = this.#speak([...navigator.languages]);
    // Closed, loaded again or left: the widget need not wait for it any longer.
    window.addEventListener('pagehide', () => this.#leave());
    window.addEventListener('pageshow', ({ persisted }) => {
      if (persisted) this.#showEnd('ended');
    });
  }

  async begin(): Promise<void> {
    this.#view.show({ heading: this.#words.wait });
    if (this.secret === '') return this.#showEnd('ended');
    try {
      const ceremony = await begin(this.secret);
      this.#token = ceremony.token;
      this.#words = this.#speak([ceremony.locale]);
      this.#tell(ceremony);
      if (ceremony.creation) this.#offerMaking(ceremony.creation);
      else this.#offerSigning(ceremony.publicKey ?? {}, this.#words.signLead);
    } catch (error) {
      if (faultOf(error) !== 'unreached') return this.#showEnd('ended');
      const { again, notReached } = this.#words;
      this.#view.show({ heading: notReached, go: { label: again, press: () => void this.begin() } });
    }
  }

  #speak(wished: readonly string[]): WindowWords {
    const { tag, words } = languageOf(wished);
    document.documentElement.lang = tag;
    return words;
  }

  #tell({ sender, title, documents, signer }: PasskeyCeremony): void {
    const words = this.#words;
    this.#view.tell({
      sender,
      title: { term: words.order, text: title },
      documents: { term: words.documents(documents.length), texts: documents },
      signer: { term: words.signer, text: signer },
    });
  }

  #offerMaking(creation: Record<string, unknown>): void {
    const { makeHeading: heading, makeLead: lead, make: label } = this.#words;
    this.#offer({ heading, lead }, label, async (token) => {
      const { publicKey } = await keep(token, await makePasskey(creation));
      this.#offerSigning(publicKey, this.#words.signAfterMakingLead);
    });
  }

  #offerSigning(request: Record<string, unknown>, lead: string): void {
    const { signHeading: heading, sign: label } = this.#words;
    this.#offer({ heading, lead }, label, async (token) => {
      await sign(token, await useOfPasskey(request));
      this.#token = undefined;
      this.#showEnd('done');
      setTimeout(() => window.close(), CLOSING_MILLISECONDS);
    });
  }

  /** A step, which can be tried until it succeeds or the signer leaves. */
  #offer(
    screen: Pick<Screen, 'heading' | 'lead'>,
    label: string,
    work: (token: string) => Promise<void>,
  ): void {
    const leave = { label: this.#words.cancel, press: () => this.#cancel() };
    const press = async () => {
      const token = this.#token;
      if (token === undefined) return;
      this.#view.show({
        ...screen,
        go: { label: this.#words.busy, press: () => undefined },
        leave,
        busy: true,
      });
      try {
        await work(token);
      } catch (error) {
        if (this.#token !== undefined) this.#explain(error, (notice) => offer(notice));
      }
    };
    const offer = (notice?: string) =>
      this.#view.show({
        ...screen,
        ...(notice !== undefined && { notice }),
        go: { label: notice === undefined ? label : this.#words.again, press: () => void press() },
        leave,
      });
    offer();
  }

  #explain(error: unknown, tryAgain: (notice: string) => void): void {
    if (error instanceof PasskeyError) {
      if (error.code === 'passkey-cancelled') return tryAgain(this.#words.brokenOff);
      return this.#showEnd('unsupported');
    }
    switch (faultOf(error)) {
      case 'ended':
        return this.#showEnd('ended');
      case 'refused':
        return tryAgain(this.#words.notTaken);
      case 'unreached':
        return tryAgain(this.#words.notReached);
    }
  }

  #cancel(): void {
    this.#leave();
    this.#showEnd('left');
    window.close();
  }

  /** The service is told at once, so that the widget asks no longer. */
  #leave(): void {
    const token = this.#token;
    this.#token = undefined;
    if (token !== undefined) void end(token);
  }

  #showEnd(how: 'done' | 'left' | 'ended' | 'unsupported'): void {
    if (how !== 'done') this.#leave();
    this.#view.forget();
    const words = this.#words;
    const close = { label: words.close, press: () => window.close() };
    const heading = words[`${how}Heading`];
    this.#view.show({ heading, lead: words[`${how}Lead`], leave: close });
  }
}

/** What is none of ours is said like what never came. */
function faultOf(error: unknown): RequestFailed['fault'] {
  return error instanceof RequestFailed ? error.fault : 'unreached';
}

const secret = window.location.hash.slice(1);
// Before anything is asked of anyone: whoever looks at the address, or at where the window has been, finds nothing.
window.history.replaceState(null, '', window.location.pathname);
void new PasskeyWindow(secret).begin();
