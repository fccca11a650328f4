/**
 * The login itself: shows the page, takes the answer, and hands the result back to the provider, which leads the
 * browser to the client. Knows nothing of clients, codes and tokens.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InteractionResults, Provider } from 'oidc-provider';
import { loginPath } from './create-provider.ts';
import { sendPage } from './page-headers.ts';
import { loginPage } from './pages/login-page.ts';
import { problemPage } from './pages/problem-page.ts';
import { findPerson, parseAcrValues, reachedAcr, type Acr, type TestPerson } from './people.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** The form has two short fields. */
const MOST_FORM_BYTES = 4096;

export async function handleLogin(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const interaction = await findInteraction(provider, request, response);
  if (!interaction) {
    return sendPage(
      response,
      400,
      problemPage(
        'This login is over',
        'It was finished, or took too long, or was begun in another browser. Go back to where you came from and begin again.',
      ),
    );
  }
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return sendPage(response, 200, await pageFor(provider, interaction, false));
    case 'POST':
      return takeAnswer(provider, interaction, request, response);
    default:
      response.setHeader('allow', 'GET, HEAD, POST');
      return sendPage(response, 405, problemPage('Not here', 'This page takes no such request.'));
  }
}

async function takeAnswer(
  provider: Provider,
  interaction: Interaction,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const form = await readForm(request);
  if (!form) {
    return sendPage(
      response,
      413,
      problemPage('That did not work', 'What was sent is no answer to this form.'),
    );
  }
  if (form.get('answer') === 'cancel') {
    return finish(provider, request, response, refusal('The login was cancelled.'));
  }
  const person = findPerson(form.get('subject') ?? '');
  if (!person) return sendPage(response, 422, await pageFor(provider, interaction, true));
  if (person.blocked) return finish(provider, request, response, refusal('This eID is blocked.', UNMET));
  await endSessionOfOther(provider, interaction, person);
  return finish(provider, request, response, {
    login: {
      accountId: person.subject,
      acr: reachedAcr(person, askedAcrValues(interaction)),
      // A session cookie in the narrow sense: it ends with the browser.
      remember: false,
    },
  });
}

/** Unmet Authentication Requirements 1.0: the person would, and cannot. */
const UNMET = 'unmet_authentication_requirements';

/** OpenID Connect Core section 3.1.2.6, RFC 6749 section 4.1.2.1. */
function refusal(description: string, error = 'access_denied'): InteractionResults {
  return { error, error_description: description };
}

function finish(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  result: InteractionResults,
): Promise<void> {
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

/**
 * The library would end the other person's session by a page that sends itself with a script, which our pages
 * have none of. Nobody is logged out anywhere else by it.
 */
async function endSessionOfOther(
  provider: Provider,
  interaction: Interaction,
  person: TestPerson,
): Promise<void> {
  const known = interaction.session;
  if (!known || known.accountId === person.subject) return;
  const session = await provider.Session.findByUid(known.uid);
  await session?.destroy();
  delete interaction.session;
  await interaction.persist();
}

async function findInteraction(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Interaction | undefined> {
  try {
    const interaction = await provider.interactionDetails(request, response);
    // The cookie is bound to the path; that the address names the same login is not left to the browser.
    return loginPath(interaction.uid) === pathOf(request) ? interaction : undefined;
  } catch (error) {
    if (error instanceof Error && error.name === 'SessionNotFound') return undefined;
    throw error;
  }
}

async function pageFor(provider: Provider, interaction: Interaction, nobodyChosen: boolean): Promise<string> {
  const client = await provider.Client.find(String(interaction.params.client_id));
  return loginPage({
    path: loginPath(interaction.uid),
    clientName: client?.clientName ?? 'An unnamed client',
    askedAcrValues: askedAcrValues(interaction),
    currentSubject: interaction.session?.accountId,
    nobodyChosen,
  });
}

function askedAcrValues(interaction: Interaction): readonly Acr[] {
  return parseAcrValues(interaction.params.acr_values);
}

export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/';
}

/** Undefined when it is too long to be the form. It is read to its end, or the answer would not arrive. */
async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes <= MOST_FORM_BYTES) chunks.push(chunk);
  }
  if (sizeBytes > MOST_FORM_BYTES) return undefined;
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
