import { html, type Html } from '../../host/html.ts';
import { ACR_HIGH, ACR_SUBSTANTIAL, fullName, TEST_PEOPLE, type Acr, type TestPerson } from '../people.ts';
import { layout } from './layout.ts';

export interface LoginPage {
  /** Where the form goes. */
  readonly path: string;
  readonly clientName: string;
  readonly askedAcrValues: readonly Acr[];
  /** Who is logged in already, where the client asks all the same. */
  readonly currentSubject: string | undefined;
  readonly nobodyChosen: boolean;
}

const LEVELS: Readonly<Record<Acr, string>> = { [ACR_HIGH]: 'High', [ACR_SUBSTANTIAL]: 'Substantial' };

/** The login page: who asks, for which level, and a list of people to be. Works without a script. */
export function loginPage(page: LoginPage): string {
  return layout(
    'Log in',
    html`<main>
      <h1>Log in</h1>
      <dl class="asked">
        <div>
          <dt>Asked by</dt>
          <dd>${page.clientName}</dd>
        </div>
        <div>
          <dt>Level asked for</dt>
          <dd>${page.askedAcrValues.map((acr) => LEVELS[acr]).join(' or ') || 'Any'}</dd>
        </div>
      </dl>
      <form method="post" action="${page.path}">
        <fieldset ${page.nobodyChosen ? html`aria-describedby="nobody-chosen"` : undefined}>
          <legend>Who are you?</legend>
          ${page.nobodyChosen ? html`<p class="fault" id="nobody-chosen">Choose who you are.</p>` : undefined}
          ${TEST_PEOPLE.map((person) => choice(person, person.subject === page.currentSubject))}
        </fieldset>
        <div class="actions">
          <button name="answer" value="login">Log in</button>
          <button name="answer" value="cancel" class="second" formnovalidate>Cancel</button>
        </div>
      </form>
    </main>`,
  );
}

function choice(person: TestPerson, chosen: boolean): Html {
  const note = `${person.subject}-note`;
  return html`<div class="person">
    <input
      type="radio"
      name="subject"
      id="${person.subject}"
      value="${person.subject}"
      aria-describedby="${note}"
      required
      ${chosen ? html`checked` : undefined}
    />
    <label for="${person.subject}">${fullName(person)}</label>
    <span class="note" id="${note}">${person.nationalId} · ${eidOf(person)}</span>
  </div>`;
}

function eidOf(person: TestPerson): string {
  if (person.blocked) return 'blocked eID';
  return person.acrValues[0] === ACR_HIGH ? 'level high' : 'level substantial only';
}
