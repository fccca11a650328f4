/**
 * Where a login leads: the eID's page (it gets `redirect_uri`) or the service's (it gets `return`). Comes back as
 * `behaviour` in its own query says, else stays until a test leads it on.
 */
const query = new URLSearchParams(location.search);
const behaviour = query.get('behaviour') ?? '';
const state = query.get('state');

/** As a page does whose Cross-Origin-Opener-Policy is `same-origin`: nobody is reached by it any more. */
if (behaviour.includes('cut-off')) window.opener = null;

if (behaviour.includes('yes') || behaviour.includes('no')) {
  const no = behaviour.includes('no');
  const back = new URL(query.get('redirect_uri') ?? query.get('return') ?? '');
  if (state) {
    back.searchParams.set('state', state);
    if (no) back.searchParams.set('error', 'access_denied');
    else back.searchParams.set('code', 'code-1');
  } else {
    const own = back.hash && `${back.hash.slice(1)}&`;
    const login = query.get('login') ?? '';
    back.hash = `${own}${no ? 'login-error=cancelled' : 'artifact=artifact-1'}&login=${login}`;
  }
  location.replace(back);
}
export {};
