/** What the page at the redirect URI loads, and all that it has to load: a login ends there. */
import { endLogin } from './end-login.ts';

void endLogin();
