/** The code field as a person meets it, by keyboard: what it shows, where its caret is, and what it asks for. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html, LitElement, type TemplateResult } from 'lit';
import { en } from '../../src/messages/en.ts';
import { entryWords } from '../../src/messages/en-entry.ts';
import type { Failure } from '../../src/session/failure.ts';
import type { SigningWidget } from '../../src/signing-widget.ts';
import { codeStep } from '../../src/steps/code-step.ts';
import type { EntryContext } from '../../src/steps/rooms.ts';
import type { StepRequest } from '../../src/steps/step-context.ts';
import { CODE_ALPHABET, checkCharacter, groupedCode } from '../../src/task/reference-code.ts';
import { WidgetDriver } from '../harness/widget-driver.ts';
import { cleanUp, show as showWidget } from '../harness/widget-fixture.ts';
import { WidgetService } from '../harness/widget-service.ts';
import { afterEach, describe, it } from '../harness/widget-suite.ts';

const PLAIN = `ABCDEFGHJK${checkCharacter('ABCDEFGHJK')}`;
const CODE = groupedCode(PLAIN);
const SERVICE = 'https://sign.example';
const MISTYPED = PLAIN.slice(0, -1) + CODE_ALPHABET[(CODE_ALPHABET.indexOf(PLAIN.at(-1)!) + 1) % 32];

/** The screen alone: it keeps what is typed, as the element does, and notes what is asked for. */
class CodeScreen extends LitElement {
  readonly status = 'code-required';
  readonly asked: StepRequest[] = [];
  notice: Failure | undefined;
  codeText = '';

  override render(): TemplateResult {
    const ask = (request: StepRequest) => {
      if (request.type === 'code-text') this.codeText = request.text;
      else this.asked.push(request);
      this.requestUpdate();
    };
    const given = {
      messages: en,
      words: entryWords,
      more: entryWords,
      language: 'en',
      codeText: this.codeText,
      ask,
    };
    const context = given as unknown as EntryContext;
    return html`${codeStep({ status: 'code-required', run: 1, notice: this.notice }, context)}`;
  }
}
customElements.define('code-screen', CodeScreen);

async function show(notice?: Failure) {
  const screen = document.createElement('code-screen') as CodeScreen;
  screen.notice = notice;
  document.body.append(screen);
  await screen.updateComplete;
  const person = new WidgetDriver(screen as unknown as SigningWidget);
  const field = screen.shadowRoot!.activeElement ?? screen.shadowRoot!.querySelector('input')!;
  (field as HTMLElement).focus();
  /** What stands in the field, with its caret. */
  const shown = () => {
    const { value, selectionStart } = field as HTMLInputElement;
    return `${value.slice(0, selectionStart!)}|${value.slice(selectionStart!)}`;
  };
  const press = async (...keys: string[]) => {
    for (const key of keys) await sendKeys({ press: key });
    await screen.updateComplete;
  };
  const type = async (text: string) => {
    await sendKeys({ type: text });
    await screen.updateComplete;
  };
  /** As the clipboard puts it in: at the caret, all at once. */
  const paste = async (text: string) => {
    document.execCommand('insertText', false, text);
    await screen.updateComplete;
  };
  return { screen, person, shown, press, type, paste };
}

describe('a code that is tried', () => {
  afterEach(cleanUp);

  it('stays in its field, and the focus with it, from Enter to an answer that refuses it', async () => {
    const service = await WidgetService.with();
    service.next('open', 'task-not-found', 'held');
    const { person, widget } = await showWidget({ service, src: '', with: { service: SERVICE } });
    await person.reached('code-required');
    const field = widget.shadowRoot!.querySelector('input')!;
    field.focus();
    await sendKeys({ type: PLAIN });
    await sendKeys({ press: 'Enter' });
    await person.until(() => person.alert.includes('No documents open with this code'));
    expect(field.matches(':focus')).to.equal(true);
    expect(field.value).to.equal(CODE);
    await sendKeys({ press: 'Enter' });
    await person.reached('opening');
    expect(field.matches(':focus')).to.equal(true);
    expect(person.canPress('Opening your documents')).to.equal(false);
    await sendKeys({ type: 'X' });
    expect(field.value, 'not to be changed while it is tried').to.equal(CODE);
    service.letGo();
    await person.reached('reviewing');
  });
});

describe('the code field', () => {
  afterEach(() => document.querySelector('code-screen')?.remove());

  it('groups a code while it is typed in lower case, and Enter opens with it', async () => {
    const { screen, shown, type, press } = await show();
    await type(PLAIN.toLowerCase());
    expect(shown()).to.equal(`${CODE}|`);
    expect(screen.asked).to.deep.equal([]);
    await press('Enter');
    expect(screen.asked).to.deep.equal([{ type: 'code', code: PLAIN }]);
  });

  it('leaves the caret where a person types, deletes and goes on in the middle', async () => {
    const { shown, type, press } = await show();
    await type('abcdefgh');
    await press('ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
    expect(shown()).to.equal('ABCD|E-FGH');
    await type('xy');
    expect(shown()).to.equal('ABCDX-Y|EFGH');
    await press('Backspace', 'Backspace');
    expect(shown()).to.equal('ABCD|E-FGH');
    await press('ArrowRight', 'Delete');
    expect(shown(), 'past the dash').to.equal('ABCDE-|FGH');
    await press('Delete');
    expect(shown()).to.equal('ABCDE-|GH');
    await press('Backspace', 'Backspace');
    expect(shown()).to.equal('ABCD|G-H');
  });

  it('can be emptied from its end by the same key all the way', async () => {
    const { shown, type, press } = await show();
    await type(PLAIN);
    for (let presses = 0; presses < CODE.length; presses++) await press('Backspace');
    expect(shown()).to.equal('|');
  });

  it('takes a sentence that is pasted whole, and letters for digits', async () => {
    const { shown, paste, press, type } = await show();
    await paste(`Code: ${CODE.toLowerCase()}.`);
    expect(shown()).to.equal(`${CODE}|`);
    for (let presses = 0; presses < CODE.length; presses++) await press('Backspace');
    await type('oil');
    expect(shown()).to.equal('011|');
  });

  it('says at the last character that one does not fit, and sends nothing', async () => {
    const { screen, person, shown, type, press } = await show();
    await type(MISTYPED.slice(0, -1));
    expect(person.alert).to.equal('');
    await type(MISTYPED.slice(-1));
    expect(person.alert).to.contain('One character does not fit');
    expect(person.reasonOf('Open')).to.contain('One character does not fit');
    await press('Enter');
    await person.press('Open');
    expect(screen.asked).to.deep.equal([]);
    expect(shown()).to.equal(`${groupedCode(MISTYPED)}|`);
  });

  it('says how much is to come, opens with nothing less, and can be left and pressed by keyboard alone', async () => {
    const { screen, person, type, press } = await show();
    await type(PLAIN.slice(0, -1));
    expect(person.text).to.contain('1 character to go');
    expect(person.canPress('Open')).to.equal(false);
    await press('Enter');
    expect(screen.asked).to.deep.equal([]);
    await type(PLAIN.slice(-1));
    await press('Tab');
    expect(person.focused).to.equal('Open');
    await press('Enter');
    expect(screen.asked).to.deep.equal([{ type: 'code', code: PLAIN }]);
  });

  it('leaves a text alone while a phone’s keyboard composes it, and groups it when it is done', async () => {
    const { screen, shown } = await show();
    const field = screen.shadowRoot!.querySelector('input')!;
    field.value = 'abcdef';
    field.dispatchEvent(new InputEvent('input', { isComposing: true }));
    await screen.updateComplete;
    expect(shown()).to.equal('abcdef|');
    field.dispatchEvent(new CompositionEvent('compositionend'));
    await screen.updateComplete;
    expect(shown()).to.equal('ABCDE-F|');
  });

  it('says of a code that leads nowhere that it is the code, and of haste how long to wait', async () => {
    const unknown = await show({ code: 'task-not-found', retryable: false });
    expect(unknown.person.alert).to.contain('No documents open with this code');
    expect(unknown.person.text).not.to.contain('link');
    unknown.screen.remove();
    const held = await show({ code: 'too-many-attempts', retryable: true, retryAfterSeconds: 60 });
    expect(held.person.alert).to.contain('60 seconds');
  });

  it('leaves nothing in the address and nothing for the browser to fill in', async () => {
    const before = location.href;
    const { screen, type, press } = await show();
    await type(PLAIN);
    await press('Enter');
    expect(location.href).to.equal(before);
    const field = screen.shadowRoot!.querySelector('input')!;
    expect(field.autocomplete).to.equal('off');
    expect(field.name).to.equal('');
  });
});
